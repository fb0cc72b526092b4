import { afterEach, describe, expect, it } from "vitest";
import {
  accountNumbered,
  HOME_REGION,
  lineThat,
  regionNamed,
  type StandInSweep,
  type StandInSweepOptions,
  shownBy,
  startStandInSweep,
} from "#e2e/stand-in-sweep.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { parseInstanceId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Snapshot } from "../snapshot.ts";
import { EstateSweep } from "./estate-sweep.ts";

const [PROD, CORP, LABS] = ["111111111111", "222222222222", "333333333333"];
const open: StandInSweep[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((world) => world.close()));
});

async function start(options: StandInSweepOptions = {}): Promise<StandInSweep> {
  const world = await startStandInSweep({ instances: 300, seed: 1, ...options });
  open.push(world);
  return world;
}

function states({ cells }: Snapshot): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of cells) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function shownIn(world: StandInSweep, account: string, region: string) {
  return [...shownBy(world.estate.snapshot)].filter(([key]) => key.startsWith(`${account} ${region} `));
}

function notes({ estate }: StandInSweep): string {
  return estate.snapshot.cells.flatMap((cell) => cell.notes).join("\n");
}

describe("a sweep", () => {
  it.each([1, 2, 3])("shows exactly what is there, and the denied cell as a gap (seed %i)", async (seed) => {
    const world = await start({ seed, instances: 600 });
    await world.sweep();
    const { snapshot } = world.estate;
    expect(shownBy(snapshot)).toEqual(world.truth());
    expect(states(snapshot)).toEqual({ read: 50, denied: 1 });
    const { account, region } = world.standIn.estate.deniedCell;
    const problem = { code: "UnauthorizedOperation", action: "ec2:DescribeInstances", account, region };
    expect(world.cell(account, region)).toMatchObject({ state: "denied", nodes: 0, readAt: null, problem });
    expect(snapshot.sweeping).toBe(false);
    expect(snapshot.cells.reduce((sum, cell) => sum + cell.nodes, 0)).toBe(snapshot.liveCount);
  });

  it("shows exactly what is there while AWS's own throttling is in force", async () => {
    const world = await start({ instances: 600, throttling: true });
    await world.sweep();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });

  it("completes the rest when an account is denied, a region hangs and another is throttled, and names all three", async () => {
    const faults: FaultInput[] = [
      { kind: "deny", where: { service: "sts", operation: "AssumeRole", account: LABS } },
      { kind: "hang", where: { account: CORP, region: "eu-west-2" } },
      { kind: "throttle", where: { region: "us-west-2" }, percent: 50 },
    ];
    const world = await start({ faults, limits: { callMs: 4_000, attemptMs: 1_500 } });
    await world.sweep();
    const isOut = ({ account, region }: { account: string; region: string }): boolean =>
      account === LABS || (account === CORP && region === "eu-west-2") || region === "us-west-2";
    expect(shownBy(world.estate.snapshot, isOut)).toEqual(world.truth(isOut));
    expect(world.cell(LABS, HOME_REGION)).toMatchObject({ state: "denied", nodes: 0, problem: { action: "sts:AssumeRole" } });
    expect(world.cell(CORP, "eu-west-2")).toMatchObject({ state: "failed", nodes: 0, problem: { code: "TimeoutError" } });
    const throttled = world.cell(PROD, "us-west-2");
    expect([...(throttled?.notes ?? []), throttled?.problem?.title].join(" ")).toContain("throttl");
    for (const cell of world.estate.snapshot.cells) if (cell.state !== "read") expect(cell.problem?.title).toMatch(/\S/);
  });

  it("lists nodes that SSM alone tells of with unknown state and unread tags where EC2 is denied", async () => {
    const faults: FaultInput[] = [
      { kind: "deny", where: { account: PROD, region: HOME_REGION, operation: "DescribeInstances" } },
    ];
    const world = await start({ faults });
    await world.sweep();
    const expected = [...world.truth()]
      .filter(([key, { ssm }]) => key.startsWith(`${PROD} ${HOME_REGION} `) && ssm !== "not-managed")
      .map(([key, facts]): [string, unknown] => [key, key.includes(" i-") ? { ...facts, state: "unknown", tags: null } : facts]);
    expect(expected.length).toBeGreaterThan(10);
    expect(new Map<string, unknown>(shownIn(world, PROD, HOME_REGION))).toEqual(new Map(expected));
    expect(world.cell(PROD, HOME_REGION)).toMatchObject({ state: "denied", problem: { action: "ec2:DescribeInstances" } });
  });

  it("leaves every node's SSM state unknown where SSM is denied", async () => {
    const world = await start({ faults: [{ kind: "deny", where: { account: PROD, region: HOME_REGION, service: "ssm" } }] });
    await world.sweep();
    const here = shownIn(world, PROD, HOME_REGION);
    expect(here.length).toBeGreaterThan(10);
    expect(new Set(here.map(([, facts]) => facts.ssm))).toEqual(new Set(["unknown"]));
    expect(world.cell(PROD, HOME_REGION)).toMatchObject({
      state: "denied",
      problem: { action: "ssm:DescribeInstanceInformation" },
    });
  });

  it.each<FaultInput>([
    { kind: "unknown-operation", where: { operation: "DescribeInstanceProperties" } },
    { kind: "deny", where: { operation: "DescribeInstanceProperties" } },
  ])("reads everything 50 nodes a call, and says so, where DescribeInstanceProperties is refused ($kind)", async (fault) => {
    const world = await start({ instances: 1500, faults: [fault] });
    await world.sweep();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
    expect(notes(world)).toContain("50 nodes a call");
  });

  it("reads what is not hidden, and says so, where IncludeManagedResources is refused", async () => {
    const world = await start({ faults: [{ kind: "refuse-parameter", parameter: "IncludeManagedResources" }] });
    await world.sweep();
    const truth = world.truth();
    for (const [key, facts] of shownBy(world.estate.snapshot))
      if (facts.state !== "unknown") expect(facts).toEqual(truth.get(key));
    for (const cell of world.estate.snapshot.cells) {
      if (cell.state === "read") expect(cell.notes.join()).toContain("IncludeManagedResources");
    }
  });

  it.each(["ListTagsForResource", "DescribeTags"])(
    "shows tags as not read, never as none, where %s is denied",
    async (operation) => {
      const world = await start({ instances: 1500, faults: [{ kind: "deny", where: { operation } }] });
      await world.sweep();
      const truth = world.truth();
      const shown = [...shownBy(world.estate.snapshot)];
      for (const [key, facts] of shown) if (facts.tags !== null) expect(facts).toEqual(truth.get(key));
      expect(shown.filter(([, facts]) => facts.tags === null).length).toBeGreaterThan(0);
      expect(notes(world)).toContain("shown as not read");
    },
  );

  it.each<FaultInput>([
    { kind: "cut", times: 5 },
    { kind: "reset", times: 5 },
  ])("gets over single connections that are lost ($kind)", async (fault) => {
    const world = await start({ faults: [fault] });
    await world.sweep();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });

  it("shows a configured region that is not enabled as disabled, and one that does not exist as failed", async () => {
    const disabled = regionNamed("ap-east-1");
    const regions = [HOME_REGION, disabled, regionNamed("us-moon-1")];
    const world = await start({ configure: (account) => ({ ...account, regions }) });
    await world.sweep();
    expect(states(world.estate.snapshot)).toEqual({ read: 3, disabled: 3, failed: 3 });
    expect(world.cell(PROD, disabled)?.problem?.code).toBe("region-disabled");
    expect(world.cell(PROD, "us-moon-1")?.problem?.code).toBe("no-such-region");
  });

  it("reads nothing of an account whose entry the current credentials do not belong to", async () => {
    const world = await start({ configure: (account) => ({ ...account, roleArn: null, externalId: null }) });
    await world.sweep();
    expect(shownBy(world.estate.snapshot, ({ account }) => account === PROD).size).toBe(0);
    expect(world.cell(CORP, HOME_REGION)).toMatchObject({ state: "failed", problem: { code: "other-account" } });
  });

  it("cannot begin with expired credentials and no configured account, and can when they are renewed", async () => {
    const world = await start({ faults: [{ kind: "expire-credentials", times: 1 }] });
    const estate = new EstateSweep({ aws: world.aws, homeRegion: HOME_REGION, accounts: [], tag: DOCUMENTED_TAG });
    await expect(estate.open()).rejects.toMatchObject({ fault: "credentials" });
    await estate.open();
    await estate.whenDone();
    expect(estate.snapshot.accounts.map(({ id }) => id)).toEqual([PROD]);
  });
});

describe("refresh", () => {
  it("takes over what changed, adds what is new and takes away what is gone", async () => {
    const world = await start();
    await world.sweep();
    const cell = world.standIn.estate.cell(PROD, HOME_REGION);
    if (!cell) throw new Error("no such cell");
    cell.setTag(0, "CadoResponseSSMEnabled", "True");
    cell.deleteTag(1, "Name");
    cell.remove(2);
    cell.stop(3);
    const added = cell.id(cell.addInstance(new Map([["Name", "new"]])));
    world.estate.refresh();
    await world.estate.whenDone();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
    expect(shownIn(world, PROD, HOME_REGION).map(([key]) => key)).toContain(`${PROD} ${HOME_REGION} ${added}`);
  });

  it("keeps old rows and their age where a cell fails, and mends the cell alone when asked", async () => {
    const world = await start();
    await world.sweep();
    const before = shownBy(world.estate.snapshot);
    const readAt = world.cell(PROD, HOME_REGION)?.readAt;
    await world.setFaults([{ kind: "deny", where: { account: PROD, region: HOME_REGION, operation: "DescribeInstances" } }]);
    world.estate.refresh();
    await world.estate.whenDone();
    expect(shownBy(world.estate.snapshot)).toEqual(before);
    expect(world.cell(PROD, HOME_REGION)).toMatchObject({ state: "denied", readAt });
    await world.setFaults([]);
    world.estate.refresh([{ account: accountNumbered(PROD), region: HOME_REGION }]);
    await world.estate.whenDone();
    expect(world.cell(PROD, HOME_REGION)?.state).toBe("read");
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });

  it("enters an account again that was denied as a whole", async () => {
    const world = await start({ faults: [{ kind: "deny", where: { service: "sts", operation: "AssumeRole", account: LABS } }] });
    await world.sweep();
    await world.setFaults([]);
    world.estate.refresh([{ account: accountNumbered(LABS), region: HOME_REGION }]);
    await world.estate.whenDone();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });
});

describe("stop", () => {
  const hanging: StandInSweepOptions = { limits: { attemptMs: 60_000, callMs: 60_000 } };

  it("ends at once, says which cells were not finished, and a refresh completes them", async () => {
    const world = await start({ ...hanging, faults: [{ kind: "hang", where: { operation: "DescribeInstances" } }] });
    await world.estate.open();
    await lineThat(world.estate, (line) => line.t === "cell" && line.cell.state === "reading");
    world.estate.stop();
    await world.estate.whenDone();
    expect(world.estate.snapshot.cells.length).toBeGreaterThan(0);
    for (const cell of world.estate.snapshot.cells) expect(cell).toMatchObject({ state: "stopped", readAt: null });
    await world.setFaults([]);
    world.estate.refresh();
    await world.estate.whenDone();
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });

  it("leaves a cell that was read before and not begun again as it was", async () => {
    const world = await start(hanging);
    await world.sweep();
    const before = states(world.estate.snapshot);
    world.estate.refresh();
    world.estate.stop();
    await world.estate.whenDone();
    expect(states(world.estate.snapshot)).toEqual(before);
  });
});

describe("applyTags", () => {
  it("shows the tags that were read back, in the snapshot and on the stream", async () => {
    const world = await start();
    await world.sweep();
    const node = world.estate.snapshot.node(0);
    const heard = lineThat(world.estate, (line) => line.t === "set" && line.rows.includes(0));
    world.estate.applyTags(node, { ...node.tags, CadoResponseSSMEnabled: "True", Name: "renamed" });
    await heard;
    expect(world.estate.snapshot.node(0)).toMatchObject({ name: "renamed", tags: { CadoResponseSSMEnabled: "True" } });
  });

  it("passes over a node that is not listed", async () => {
    const world = await start();
    await world.sweep();
    const id = parseInstanceId("i-00000000000000000");
    if (!id) throw new Error("no id");
    const { version } = world.estate.snapshot;
    world.estate.applyTags({ ...world.estate.snapshot.node(0), id }, {});
    expect(world.estate.snapshot.version).toBe(version);
  });
});
