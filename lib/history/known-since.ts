import "server-only";
import { min } from "drizzle-orm";
import { findHistoryCut } from "#lib/retention/history-cut.ts";
import { cellReading } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

/** The first moment of which the history tells (epoch milliseconds); null: nothing was recorded yet. */
export async function knownSince(db: StoreDb): Promise<number | null> {
  const [row] = await db.select({ at: min(cellReading.at) }).from(cellReading);
  const first = row?.at?.getTime() ?? null;
  if (first === null) return null;
  // What retention left of the time before its cut is not all that was there.
  return Math.max(first, (await findHistoryCut(db))?.getTime() ?? 0);
}
