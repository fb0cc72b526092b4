import { verifyStore } from "#lib/audit/verify-store.ts";
import { compareRuns, type Ended } from "./compare-runs.ts";
import type { CrashWorld } from "./crash-world.ts";
import { type RunThrough, runJobThrough } from "./run-job-through.ts";

/**
 * A job through a database of its own, with workers that are ended on the way, held against an undisturbed run; without
 * one against itself. `faults` is empty where nothing is wrong with it.
 */
export async function runDisturbed(
  world: CrashWorld,
  disturbance: Pick<RunThrough, "endAt" | "endAfterMs">,
  undisturbed: Ended | null,
): Promise<{ run: Ended; faults: readonly string[] }> {
  world.reset();
  const place = await world.freshPlace();
  const ended = await runJobThrough({ world, place, ...disturbance });
  const run: Ended = { ...ended, tags: world.tags(), writes: [...world.writes] };
  const store = await world.open(place);
  const faults = await compareRuns(undisturbed ?? run, run, store);
  const chain = await verifyStore(store.db, { key: null });
  if (!chain.ok) faults.push(`the audit chain does not hold: ${chain.fault.why}`);
  await store.close();
  await world.drop(place);
  return { run, faults };
}
