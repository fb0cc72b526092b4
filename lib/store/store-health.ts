import "server-only";
import { getSettings } from "#lib/settings.ts";
import type { StoreHealth } from "./store.ts";
import type { StoreError } from "./store-error.ts";

// Next bundles every route by itself; there is one database for all of them.
const memory = globalThis as { cadoReachStoreHealth?: Omit<StoreHealth, "kind"> };

/** How the database did at the last call of this process. Opens nothing and waits for nothing. */
export function storeHealth(): StoreHealth {
  const health = memory.cadoReachStoreHealth ?? { open: false, problem: null, since: new Date().toISOString() };
  return { kind: getSettings().databaseUrl === null ? "pglite" : "postgres", ...health };
}

/** Takes over how a call ended: null for well. */
export function noteHealth(error: StoreError | null): void {
  const before = memory.cadoReachStoreHealth;
  const problem = error?.problem ?? null;
  if (before && before.problem?.code === problem?.code && before.open) return;
  memory.cadoReachStoreHealth = { open: problem === null || before?.open === true, problem, since: new Date().toISOString() };
  if (problem !== null && before?.problem?.code !== problem.code) console.error(problem.title, problem.detail ?? "");
  else if (problem === null && before?.problem) console.info("The database answers again.");
}
