import "server-only";
import type { StoreDb } from "#lib/store/store.ts";
import { knownSince } from "./known-since.ts";

const MONTH_MS = 30 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Where a chart begins for which nobody said so (epoch milliseconds): a month back, or where the history begins. */
export async function windowStart(db: StoreDb, toMs: number): Promise<number> {
  const since = await knownSince(db);
  if (since === null) return toMs - HOUR_MS;
  return Math.min(toMs - 1, Math.max(since, toMs - MONTH_MS));
}
