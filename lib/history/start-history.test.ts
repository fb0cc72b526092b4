import { asc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accountNumbered,
  regionNamed,
  type StandInSweep,
  type StandInSweepOptions,
  startStandInSweep,
} from "#e2e/stand-in-sweep.ts";
import { emptyStore } from "#e2e/test-store.ts";
import type { EstateCell } from "#lib/demo/estate/cell.ts";
import { CAPABILITIES } from "#lib/domain/capability.ts";
import { parseInstanceId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagState } from "#lib/domain/tag-state.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { authorizeInForce } from "#lib/roles/authorize-in-force.ts";
import { cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { compareDates } from "./compare-dates.ts";
import { cellsAt, coverageAt } from "./coverage-at.ts";
import { coveragePoints } from "./coverage-series.ts";
import type { HistoryRecorder, RecorderOptions } from "./history-recorder.ts";
import { describeOnBoth } from "./reference/test-stores.ts";
import { startHistory } from "./start-history.ts";

const PROD = "111111111111";
const LABS = "333333333333";
const HERE = { account: PROD, region: "us-east-1" };

let store: Store;
let world: StandInSweep;
let history: HistoryRecorder;
let logged: string[];

function record(options: Partial<RecorderOptions> = {}, open = async () => store): HistoryRecorder {
  return startHistory(world.estate, open, {
    policy: "documented-tagged",
    readRoles: async () => null,
    isConfigured: () => true,
    log: (message) => logged.push(message),
    ...options,
  });
}

/** Three regions of each account, the denied one among them. */
const REGIONS = [HERE.region, "eu-west-1", "eu-south-1"].map(regionNamed);

async function startWorld(configure: NonNullable<StandInSweepOptions["configure"]> = (account) => account): Promise<void> {
  world = await startStandInSweep({
    instances: 300,
    seed: 1,
    configure: (account) => configure({ ...account, regions: REGIONS }),
  });
}

/** The dashboard ends and starts again, before the same estate. */
async function restart(configure?: StandInSweepOptions["configure"], options: Partial<RecorderOptions> = {}): Promise<void> {
  await history.stop();
  await world.close();
  await startWorld(configure);
  history = record(options);
}

/** Reads everything, or some cells, and waits until it is kept. Answers a moment at which it is. */
async function sweep(...cells: readonly { account: string; region: string }[]): Promise<number> {
  if (world.estate.snapshot.id === "") await world.estate.open();
  else {
    const names = cells.map(({ account, region }) => ({ account: accountNumbered(account), region: regionNamed(region) }));
    world.estate.refresh(names.length > 0 ? names : undefined);
  }
  await world.estate.whenDone();
  await history.whenIdle();
  return momentNow();
}

/** Now, which is later than everything that was kept. */
async function momentNow(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  return Date.now();
}

/** What the snapshot says of the cells that were read. */
function counted(capability: Capability): { reachable: number; blocked: number; unknown: number } {
  const { snapshot } = world.estate;
  const authorize = authorizeInForce("documented-tagged", { partition: "aws", tag: DOCUMENTED_TAG, roles: null });
  const verdicts = new VerdictColumns(snapshot, DOCUMENTED_TAG, authorize);
  verdicts.refresh();
  const counts = { reachable: 0, blocked: 0, unknown: 0 };
  for (const row of snapshot.rows.live.toArray()) {
    if (snapshot.cells[snapshot.cellOf(row)]?.state !== "read") continue;
    const reach = verdicts.reach(row, capability);
    counts[reach === "reachable" || reach === "unknown" ? reach : "blocked"] += 1;
  }
  return counts;
}

async function pointAt(ms: number, capability: Capability = "run-command") {
  const [point] = await coveragePoints(store.db, capability, [ms]);
  return point;
}

const truth = () => world.truth(({ region }) => !REGIONS.some((name) => name === region));

async function expectToBeAsCounted(ms: number): Promise<void> {
  for (const capability of CAPABILITIES) expect(await pointAt(ms, capability)).toMatchObject(counted(capability));
}

const spans = () => store.db.select().from(nodeSpan).orderBy(asc(nodeSpan.account), asc(nodeSpan.region), asc(nodeSpan.nodeId));
const readings = () => store.db.select().from(cellReading).orderBy(asc(cellReading.at));

function cellOf({ account, region }: { account: string; region: string }): EstateCell {
  const cell = world.standIn.estate.cell(account, region);
  if (cell === undefined) throw new Error("no such cell");
  return cell;
}

/** Indexes of running, managed instances whose tag is like that. */
function onlineIn(cell: EstateCell, tagState: TagState): readonly number[] {
  return Array.from({ length: cell.ec2Count }, (_, at) => at).filter(
    (at) =>
      cell.exists(at) &&
      cell.ssm(at)?.pingStatus === "Online" &&
      readTagState(Object.fromEntries(cell.tags(at)), DOCUMENTED_TAG).state === tagState,
  );
}

describeOnBoth((opened) => {
  beforeEach(async () => {
    store = opened();
    await emptyStore(store);
    await startWorld();
    logged = [];
    history = record();
  });
  afterEach(async () => {
    await history.stop();
    await world.close();
  });

  describe("a sweep", () => {
    it("keeps every node of every cell that was read, and the denied cell as one of which nothing is known", async () => {
      const now = await sweep();
      await expectToBeAsCounted(now);
      expect(await pointAt(now)).toMatchObject({ unread: 0, unreadCells: 1 });
      const kept = new Map((await spans()).map((span) => [`${span.account} ${span.region} ${span.nodeId}`, span.tags]));
      expect(kept).toEqual(new Map([...truth()].map(([key, { tags }]) => [key, tags])));
      const cells = await cellsAt(store.db, new Date(now));
      expect(cells).toHaveLength(world.estate.snapshot.cells.length);
      const denied = cells.find(({ state }) => state === "denied");
      expect(denied).toMatchObject({ ...world.standIn.estate.deniedCell, unread: true, readAt: null });
      expect(denied?.problem?.code).toBe("UnauthorizedOperation");
      expect(denied?.policy).toMatch(/^documented-tagged:[0-9a-f]{16}$/);
    });

    it("writes points alone where nothing changed", async () => {
      await sweep();
      const before = await spans();
      const points = (await readings()).length;
      await sweep();
      expect(await spans()).toEqual(before);
      const added = (await readings()).slice(points);
      expect(new Set(added.map(({ state }) => state))).toEqual(new Set(["read", "denied"]));
    });

    it("counts the nodes of a cell that fails as unread, and goes on where it stood when the cell is read again", async () => {
      const first = await sweep();
      const before = await spans();
      const inCell = before.filter(({ account, region }) => account === PROD && region === HERE.region).length;
      await world.setFaults([{ kind: "deny", where: { ...HERE, operation: "DescribeInstances" } }]);
      const denied = await sweep();
      await expectToBeAsCounted(denied);
      expect(await pointAt(denied)).toMatchObject({ unread: inCell, unreadCells: 1 });
      await world.setFaults([]);
      const again = await sweep();
      expect(await spans()).toEqual(before);
      expect(await pointAt(again)).toMatchObject({ unread: 0, unreadCells: 1 });
      const compared = { capability: "run-command", tag: DOCUMENTED_TAG } as const;
      const { counts } = await compareDates(store.db, { ...compared, fromMs: first, toMs: denied }, 1_000);
      expect(counts).toEqual({ entered: 0, left: 0, gained: 0, lost: 0, unread: inCell });
      const whole = await compareDates(store.db, { ...compared, fromMs: first, toMs: again }, 1_000);
      expect(whole.counts).toEqual({ entered: 0, left: 0, gained: 0, lost: 0, unread: 0 });
    });

    it("tells who entered, left, gained and lost, and a node that moves in and out at each moment", async () => {
      const cell = cellOf(HERE);
      const [gone, lost, wanders] = onlineIn(cell, "exact");
      const [gained] = onlineIn(cell, "absent");
      if (gone === undefined || lost === undefined || wanders === undefined || gained === undefined)
        throw new Error("no such nodes");
      const moments = [await sweep()];
      await expectToBeAsCounted(moments[0] ?? 0);
      const ids = { gone: cell.id(gone), lost: cell.id(lost), wanders: cell.id(wanders), gained: cell.id(gained) };
      const steps = [
        () => cell.deleteTag(cell.indexOf(ids.wanders), DOCUMENTED_TAG.key),
        () => cell.setTag(cell.indexOf(ids.wanders), DOCUMENTED_TAG.key, "True"),
        () => {
          cell.remove(cell.indexOf(ids.gone));
          cell.setTag(cell.indexOf(ids.lost), DOCUMENTED_TAG.key, "true");
          cell.setTag(cell.indexOf(ids.gained), DOCUMENTED_TAG.key, "True");
          cell.addInstance(new Map([["Name", '=cmd"\u2028']]));
        },
      ];
      const pointsThen = [await pointAt(moments[0] ?? 0)];
      for (const step of steps) {
        step();
        const now = await sweep(HERE);
        moments.push(now);
        await expectToBeAsCounted(now);
        pointsThen.push(await pointAt(now));
      }
      // What was told of a moment stays what it was.
      for (const [at, moment] of moments.entries()) expect(await pointAt(moment)).toEqual(pointsThen[at]);

      const [first = 0, without = 0, , last = 0] = moments;
      const between = async (fromMs: number, toMs: number) =>
        (await compareDates(store.db, { capability: "run-command", tag: DOCUMENTED_TAG, fromMs, toMs }, 1_000)).nodes.map(
          ({ id, change, before, after, tagBefore, tagAfter }) => ({ id, change, before, after, tagBefore, tagAfter }),
        );
      const tag = "CadoResponseSSMEnabled";
      expect(await between(first, without)).toEqual([
        { id: ids.wanders, change: "lost", before: "reachable", after: "blocked", tagBefore: `${tag}=True`, tagAfter: "" },
      ]);
      const found = await between(first, last);
      expect(found).toHaveLength(4);
      expect(found).toContainEqual({
        id: ids.lost,
        change: "lost",
        before: "reachable",
        after: "blocked",
        tagBefore: `${tag}=True`,
        tagAfter: `${tag}=true`,
      });
      expect(found).toContainEqual(expect.objectContaining({ id: ids.gained, change: "gained", tagBefore: "" }));
      expect(found).toContainEqual(expect.objectContaining({ id: ids.gone, change: "left", after: null, tagAfter: null }));
      expect(found).toContainEqual(expect.objectContaining({ change: "entered", before: null }));
    });

    it("keeps nodes of an account that no longer lets us in as unread", async () => {
      await sweep();
      const before = await spans();
      const inLabs = before.filter(({ account }) => account === LABS).length;
      await restart();
      await world.setFaults([{ kind: "deny", where: { service: "sts", operation: "AssumeRole", account: LABS } }]);
      const now = await sweep();
      expect(inLabs).toBeGreaterThan(0);
      expect(await spans()).toEqual(before);
      expect(await pointAt(now)).toMatchObject({ unread: inLabs });
      await expectToBeAsCounted(now);
    });

    it("counts a region no more that the configuration no longer asks for, and never says that its nodes left", async () => {
      const fromMs = await sweep();
      const elsewhere = (await spans()).filter(({ account, region }) => account === PROD && region !== HERE.region).length;
      await restart((account) => (account.account === PROD ? { ...account, regions: [regionNamed(HERE.region)] } : account), {
        isConfigured: (account, region) => account !== PROD || region === HERE.region,
      });
      const toMs = await sweep();
      await expectToBeAsCounted(toMs);
      expect(await pointAt(toMs)).toMatchObject({ unread: 0 });
      const { counts } = await compareDates(store.db, { capability: "run-command", tag: DOCUMENTED_TAG, fromMs, toMs }, 1_000);
      expect(counts).toEqual({ entered: 0, left: 0, gained: 0, lost: 0, unread: elsewhere });
    });
  });

  describe("tags that a job reads back", () => {
    it("are kept as they come, without a sweep, and make the next one find nothing new", async () => {
      const first = await sweep();
      const cell = cellOf(HERE);
      const [at = 0] = onlineIn(cell, "exact");
      const id = parseInstanceId(cell.id(at));
      if (id === undefined) throw new Error("no id");
      const key = { account: accountNumbered(PROD), region: regionNamed(HERE.region), id };
      cell.deleteTag(at, DOCUMENTED_TAG.key);
      world.estate.applyTags(key, Object.fromEntries(cell.tags(at)));
      await history.whenIdle();
      const now = await momentNow();
      await expectToBeAsCounted(now);
      const [before, after] = [await pointAt(first), await pointAt(now)];
      expect(after?.reachable).toBe((before?.reachable ?? 0) - 1);
      const kept = await spans();
      await sweep();
      expect(await spans()).toEqual(kept);
    });
  });

  describe("a database", () => {
    it("that is away costs points and nothing else, and the log says so once", async () => {
      await history.stop();
      const away: { is: boolean } = { is: true };
      history = record({}, async () => {
        if (away.is) throw new Error("no connection");
        return store;
      });
      await sweep();
      expect(await readings()).toEqual([]);
      expect(logged).toHaveLength(1);
      away.is = false;
      await expectToBeAsCounted(await sweep());
      away.is = true;
      await sweep(HERE);
      expect(logged).toHaveLength(2);
    });

    it("that fails in the middle of a cell keeps all of its point or nothing", async () => {
      await history.stop();
      let writes = 0;
      const failing: Store = {
        ...store,
        transact: (name, work) =>
          store.transact(name, async (tx) => {
            const result = await work(tx);
            writes += 1;
            if (writes % 2 === 0) throw new Error("disk full");
            return result;
          }),
      };
      history = record({}, async () => failing);
      await sweep();
      const cells = new Set(
        (await readings()).filter(({ state }) => state === "read").map(({ account, region }) => `${account} ${region}`),
      );
      expect(cells.size).toBeGreaterThan(2);
      for (const { account, region } of await spans()) expect(cells).toContain(`${account} ${region}`);
      await history.stop();
      history = record();
      await expectToBeAsCounted(await sweep());
    });

    it("that two servers write to at the same time has every span once", async () => {
      const other = record();
      const first = await sweep();
      await other.whenIdle();
      await expectToBeAsCounted(Math.max(first, await momentNow()));
      const cell = cellOf(HERE);
      for (const at of onlineIn(cell, "exact").slice(0, 3)) cell.deleteTag(at, DOCUMENTED_TAG.key);
      await sweep(HERE);
      await other.whenIdle();
      await expectToBeAsCounted(await momentNow());
      const open = (await spans()).filter(({ toAt }) => toAt === null);
      expect(new Set(open.map(({ account, region, nodeId }) => `${account} ${region} ${nodeId}`)).size).toBe(open.length);
      expect(open).toHaveLength(truth().size);
      expect(logged).toEqual([]);
      await other.stop();
    });
  });

  it("tells of every node as it was at a moment", async () => {
    const first = await sweep();
    const before = truth();
    const cell = cellOf(HERE);
    const [at = 0] = onlineIn(cell, "exact");
    cell.remove(at);
    const second = await sweep(HERE);
    const idsAt = async (ms: number) => {
      const { nodes } = await coverageAt(store.db, new Date(ms), "run-command");
      return (await Array.fromAsync(nodes)).map(({ account, region, id }) => `${account} ${region} ${id}`);
    };
    expect(new Set(await idsAt(first))).toEqual(new Set(before.keys()));
    expect(new Set(await idsAt(second))).toEqual(new Set(truth().keys()));
  });
});
