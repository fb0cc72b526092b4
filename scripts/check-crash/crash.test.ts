import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ended } from "./compare-runs.ts";
import { CrashWorld } from "./crash-world.ts";
import { runDisturbed } from "./run-disturbed.ts";

// A few of the moments that `npm run check:crash` tries one by one, in one job: each server that takes it up is ended anew.

const NODES = 60;
const PATIENCE_MS = 180_000;

const worlds: CrashWorld[] = [];
let embedded: CrashWorld;
let undisturbed: Ended;

beforeAll(async () => {
  embedded = await start("pglite");
  const alone = await runDisturbed(embedded, { endAt: [], endAfterMs: null }, null);
  expect(alone.faults).toEqual([]);
  expect(alone.run.job.counts.verified).toBe(NODES);
  undisturbed = alone.run;
}, PATIENCE_MS);
afterAll(async () => {
  for (const world of worlds) await world.close();
});

// Side by side: on a server a dead replica is waited for, 10 to 15 s each time.
describe.concurrent("a job whose server is ended again and again ends by itself as one that nothing disturbed", () => {
  test("in the embedded database", { timeout: PATIENCE_MS }, async () => {
    await endAtEach(embedded, ["intend after", "answered before", "settle before"]);
  });

  test("on a Postgres server", { timeout: PATIENCE_MS }, async () => {
    await endAtEach(await start("postgres"), ["answered before"]);
  });
});

async function endAtEach(world: CrashWorld, names: readonly string[]): Promise<void> {
  const endAt = names.map((name) => ({ name, count: 1 }));
  const { run, faults } = await runDisturbed(world, { endAt, endAfterMs: null }, undisturbed);
  expect(faults).toEqual([]);
  expect(run.ended).toBe(names.length);
}

async function start(database: "pglite" | "postgres"): Promise<CrashWorld> {
  const world = await CrashWorld.start(database, NODES);
  worlds.push(world);
  return world;
}
