import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type StandInTagging, startStandInTagging } from "#e2e/stand-in-tagging.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";

let world: StandInTagging;
let stoodStillMs = 0;

beforeAll(async () => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + stoodStillMs);
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  world = await startStandInTagging({ instances: 300, seed: 1, throttling: false });
}, 60_000);
afterAll(async () => {
  await world.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
beforeEach(() => world.clear());

/** The clock of a process that stood still for a minute just now; it never goes back. */
function standStill(): void {
  stoodStillMs += 60_000;
}

function untagged(count: number): TaggingTarget[] {
  const isPlain = (node: TaggingTarget) => !Object.keys(world.tagsOf(node)).some((key) => /cado/i.test(key));
  return world
    .nodes()
    .filter((node) => node.id.startsWith("i-") && isPlain(node))
    .slice(0, count);
}

const writes = () => world.sequence.filter((operation) => operation === "CreateTags" || operation === "DeleteTags");

/** Lets a thing happen once, at a call that is about to be sent. */
function onFirst(operation: string, act: () => Promise<void>): void {
  let isDone = false;
  world.beforeCall = async (call) => {
    if (isDone || call.operation !== operation || world.sequence.filter((seen) => seen === "DescribeTags").length < reads) return;
    isDone = true;
    await act();
  };
}
let reads = 0;

async function plan(count: number): Promise<string> {
  const made = await world.plan({ action: "tag", nodes: untagged(count) });
  await world.start(made);
  reads = world.sequence.filter((operation) => operation === "DescribeTags").length + 1;
  return made.id;
}

test("a worker that stood still right before a write, and lost its job meanwhile, writes nothing", async () => {
  const id = await plan(3);
  onFirst("DescribeTags", async () => {
    await world.store.take(id);
    standStill();
  });
  const job = await world.work(id);
  expect(writes()).toEqual([]);
  expect(job).toMatchObject({ state: "applying", counts: { pending: 3 } });
});

test("an attempt that stood still on its way to AWS is not sent, and so is none after it", async () => {
  const id = await plan(3);
  const before = world.allTags();
  onFirst("CreateTags", async () => {
    await world.store.take(id);
    standStill();
  });
  const job = await world.work(id);
  expect(writes()).toEqual(["CreateTags"]);
  expect(world.allTags()).toEqual(before);
  expect(job).toMatchObject({ state: "applying", counts: { pending: 3 } });
});

test("a worker that stood still, and has its job still, goes on to its end", async () => {
  const id = await plan(3);
  onFirst("CreateTags", async () => standStill());
  const job = await world.work(id);
  expect(job).toMatchObject({ state: "done", counts: { verified: 3 } });
});
