import { afterEach, describe, expect, it } from "vitest";
import { accountNumbered, HOME_REGION, type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";

const PROD = "111111111111";
const { key } = DOCUMENTED_TAG;
const open: StandInSweep[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((world) => world.close()));
});

async function read(faults: readonly FaultInput[] = []): Promise<StandInSweep> {
  const world = await startStandInSweep({
    instances: 300,
    seed: 3,
    faults,
    reading: { instancePage: 20, pagesInTurn: 1, instanceParts: 4 },
  });
  open.push(world);
  await world.sweep();
  return world;
}

async function checkTag(world: StandInSweep): Promise<void> {
  world.estate.refreshTag();
  await world.estate.whenDone();
}

/** Every third node gets the tag in some spelling, every other third loses it. */
function retag({ standIn }: StandInSweep): void {
  for (const cell of standIn.estate.cells) {
    for (let at = 0; at < cell.size; at += 1) {
      if (at % 3 === 0) cell.setTag(at, at % 2 === 0 ? key : key.toLowerCase(), "True");
      else if (at % 3 === 1) cell.deleteTag(at, key);
    }
  }
}

describe("refreshTag", () => {
  it("shows the tag as it is now in every spelling, on EC2 instances and hybrid nodes", async () => {
    const world = await read();
    retag(world);
    await checkTag(world);
    expect(shownBy(world.estate.snapshot)).toEqual(world.truth());
  });

  it("asks for nothing else: other changes, and nodes that are new, wait for a refresh", async () => {
    const world = await read();
    const before = shownBy(world.estate.snapshot);
    const readAt = world.cell(PROD, HOME_REGION)?.readAt;
    const cell = world.standIn.estate.cell(PROD, HOME_REGION);
    cell?.stop(0);
    cell?.setTag(0, "team", "another");
    cell?.addInstance(new Map([[key, "True"]]));
    await checkTag(world);
    expect(shownBy(world.estate.snapshot)).toEqual(before);
    expect(world.cell(PROD, HOME_REGION)).toMatchObject({ state: "read", readAt });
  });

  it("leaves every tag as it was where it cannot be read, and names the reason", async () => {
    const world = await read();
    const before = shownBy(world.estate.snapshot);
    retag(world);
    await world.setFaults([{ kind: "deny", where: { operation: "DescribeTags" } }]);
    await checkTag(world);
    const ec2 = ([id]: readonly [string, unknown]): boolean => id.includes(" i-");
    expect([...shownBy(world.estate.snapshot)].filter(ec2)).toEqual([...before].filter(ec2));
    expect(world.cell(PROD, HOME_REGION)).toMatchObject({ state: "denied", problem: { action: "ec2:DescribeTags" } });
  });

  it("takes a tag from nobody where a later page fails", async () => {
    const world = await read();
    const before = shownBy(world.estate.snapshot);
    retag(world);
    const broken = { kind: "error", code: "InternalFailure", message: "no", status: 400 } as const;
    await world.setFaults([{ ...broken, where: { operation: "DescribeTags" }, percent: 60 }]);
    await checkTag(world);
    const truth = world.truth();
    for (const [id, facts] of shownBy(world.estate.snapshot)) expect([truth.get(id), before.get(id)]).toContainEqual(facts);
    expect(world.estate.snapshot.cells.some(({ state }) => state === "failed")).toBe(true);
  });

  it("never makes a node untagged whose tags are not read", async () => {
    const world = await read([{ kind: "omit-tags" }, { kind: "deny", where: { operation: "DescribeTags" } }]);
    const unread = [...shownBy(world.estate.snapshot)].filter(([, { tags }]) => tags === null).length;
    expect(unread).toBeGreaterThan(50);
    await world.setFaults([]);
    await checkTag(world);
    expect([...shownBy(world.estate.snapshot)].filter(([, { tags }]) => tags === null)).toHaveLength(unread);
  });

  it("looks at the cells that are named, and no others", async () => {
    const world = await read();
    retag(world);
    world.estate.refreshTag([{ account: accountNumbered(PROD), region: HOME_REGION }]);
    await world.estate.whenDone();
    const isHere = (id: string): boolean => id.startsWith(`${PROD} ${HOME_REGION} `);
    const truth = world.truth();
    const shown = [...shownBy(world.estate.snapshot)];
    for (const [id, facts] of shown) if (isHere(id)) expect(facts).toEqual(truth.get(id));
    expect(shown.some(([id, { tags }]) => !isHere(id) && tags?.[key] !== truth.get(id)?.tags?.[key])).toBe(true);
  });
});
