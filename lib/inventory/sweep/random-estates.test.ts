import { expect, it } from "vitest";
import { type NodeFacts, regionNamed, type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { Reading } from "#lib/aws/reading.ts";
import { createRandom, type Random } from "#lib/demo/estate/random.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";

const ESTATES = 50;
const BATCH = 10;
/** The heaviest regions, a light one, and the one that is denied in one account. */
const REGIONS = ["us-east-1", "eu-west-1", "us-west-2", "eu-central-1", "eu-south-1"].map(regionNamed);
const ACCOUNTS = ["111111111111", "222222222222", "333333333333"];

/** What goes wrong without anything being lost: a sweep has to get over it and show everything. */
const NUISANCES: readonly FaultInput[] = [
  { kind: "omit-tags" },
  { kind: "omit-tags", percent: 50 },
  { kind: "wrong-list", how: "misses" },
  { kind: "wrong-list", how: "repeats" },
  { kind: "wrong-list", how: "strays" },
  { kind: "wrong-list", how: "strays", percent: 30 },
  { kind: "refuse-parameter", parameter: "Filter.1.Name", where: { operation: "DescribeInstances" } },
  { kind: "refuse-parameter", parameter: "FiltersWithOperator" },
  { kind: "deny", where: { operation: "DescribeInstanceProperties" } },
  { kind: "unknown-operation", where: { operation: "DescribeInstanceProperties" } },
  { kind: "throttle", times: 2 },
  { kind: "throttle", where: { service: "ssm" }, times: 2 },
  { kind: "cut", times: 2 },
  { kind: "reset", times: 2 },
];

function drawNuisances(random: Random): FaultInput[] {
  return Array.from({ length: random.below(4) }, () => random.pick(NUISANCES));
}

/** What takes something away, somewhere or everywhere. */
function drawLosses(random: Random): FaultInput[] {
  const where = { account: random.pick(ACCOUNTS), region: random.pick(REGIONS) };
  const losses: readonly FaultInput[] = [
    { kind: "deny", where: { ...where, operation: "DescribeInstances" } },
    { kind: "deny", where: { ...where, service: "ssm" } },
    { kind: "deny", where: { operation: "DescribeTags" } },
    { kind: "deny", where: { operation: "ListTagsForResource" } },
    { kind: "deny", where: { service: "sts", operation: "AssumeRole", account: random.pick(ACCOUNTS.slice(1)) } },
    {
      kind: "error",
      code: "InternalFailure",
      message: "no",
      status: 400,
      where: { ...where, operation: "DescribeInstances" },
      percent: 40,
    },
    { kind: "error", code: "InternalFailure", message: "no", status: 400, where: { ...where, service: "ssm" }, percent: 40 },
  ];
  return random.chance(0.5) ? [random.pick(losses)] : [];
}

/** Small pages, so that small cells have several, and are split. */
function drawReading(random: Random): Partial<Reading> {
  return {
    instancePage: 5 + random.below(40),
    informationPage: 5 + random.below(20),
    propertiesPage: 5 + random.below(40),
    pagesInTurn: 1 + random.below(3),
    instanceParts: 1 + random.below(8),
    managedParts: 7 + random.below(8),
    split: random.chance(0.85),
    properties: random.chance(0.85),
  };
}

async function start(random: Random, seed: number): Promise<StandInSweep> {
  return startStandInSweep({
    instances: 30 + random.below(170),
    seed,
    reading: drawReading(random),
    configure: (account) => ({ ...account, regions: REGIONS }),
  });
}

type Place = { account: string; region: string };
const isOutside = ({ region }: Place): boolean => !REGIONS.some((known) => known === region);

/** Shown is what is there; of what could not be read, nothing, or that it is unknown. `isExact`: everything can be read. */
function expectTruth(world: StandInSweep, isExact: boolean): void {
  const { cells } = world.estate.snapshot;
  const truth = world.truth(isOutside);
  const shown = shownBy(world.estate.snapshot);
  for (const cell of cells) if (cell.state !== "read") expect(cell.problem?.title).toMatch(/\S/);
  for (const [key, facts] of shown) {
    const actual = truth.get(key);
    expect(actual, key).toBeDefined();
    expect([actual?.state, "unknown"], key).toContain(facts.state);
    expect([actual?.ssm, "unknown"], key).toContain(facts.ssm);
    if (facts.tags !== null) expect(facts.tags, key).toEqual(actual?.tags);
  }
  const isWhole = ({ account, region }: Place): boolean =>
    cells.some((cell) => cell.account === account && cell.region === region && cell.state === "read");
  for (const [key, facts] of truth) {
    const [account = "", region = ""] = key.split(" ");
    if (!isWhole({ account, region })) {
      expect(isExact, `${key} is in a cell that was not read`).toBe(false);
      continue;
    }
    const { tags, ...others }: NodeFacts = shown.get(key) ?? { state: "missing", ssm: "missing", tags: null };
    expect({ ...others, tags: isExact ? tags : facts.tags }, key).toEqual(facts);
  }
}

/** Somebody tags, renames, stops, starts, ends and launches instances. */
function disturb(world: StandInSweep, random: Random): void {
  for (const cell of world.standIn.estate.cells) {
    if (isOutside(cell) || cell.ec2Count === 0) continue;
    for (let times = random.below(6); times > 0; times -= 1) {
      const at = random.below(cell.ec2Count);
      if (!cell.exists(at)) continue;
      const change = random.below(6);
      if (change === 0) cell.setTag(at, DOCUMENTED_TAG.key, random.pick(["True", "true", ""]));
      else if (change === 1) cell.setTag(at, DOCUMENTED_TAG.key.toLowerCase(), "True");
      else if (change === 2) cell.deleteTag(at, DOCUMENTED_TAG.key);
      else if (change === 3) cell.setTag(at, "Name", `renamed-${times}`);
      else if (change === 4) cell.remove(at);
      else cell.addInstance(new Map([["Name", `new-${times}`]]));
    }
  }
}

/** Somebody tags and untags, and nothing else. */
function retag(world: StandInSweep, random: Random): void {
  for (const cell of world.standIn.estate.cells) {
    for (let at = 0; at < cell.size; at += 1 + random.below(5)) {
      if (!cell.exists(at)) continue;
      if (random.chance(0.4)) cell.deleteTag(at, DOCUMENTED_TAG.key);
      else cell.setTag(at, random.pick([DOCUMENTED_TAG.key, DOCUMENTED_TAG.key.toUpperCase()]), random.pick(["True", "no"]));
    }
  }
}

it.each(Array.from({ length: ESTATES / BATCH }, (_, batch) => batch))(
  "shows what is there, and a gap where that cannot be read, on random estates with faults (batch %i)",
  async (batch) => {
    for (let seed = batch * BATCH; seed < (batch + 1) * BATCH; seed += 1) {
      const random = createRandom(seed, 99);
      const world = await start(random, seed + 1);
      try {
        const losses = drawLosses(random);
        await world.setFaults([...drawNuisances(random), ...losses]);
        await world.sweep();
        expectTruth(world, losses.length === 0);

        disturb(world, random);
        await world.setFaults(drawNuisances(random));
        world.estate.refresh();
        await world.estate.whenDone();
        expectTruth(world, true);

        retag(world, random);
        world.estate.refreshTag();
        await world.estate.whenDone();
        expectTruth(world, true);
      } catch (error) {
        throw new Error(`Estate ${seed}`, { cause: error });
      } finally {
        await world.close();
      }
    }
  },
);
