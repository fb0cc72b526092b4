import "server-only";
import { eq } from "drizzle-orm";
import { keptValue } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

const KEY = "history-cut";

/** From when on the coverage history is whole; what was before was taken away. null: nothing was. */
export async function findHistoryCut(db: StoreDb): Promise<Date | null> {
  const [row] = await db.select({ at: keptValue.at }).from(keptValue).where(eq(keptValue.key, KEY));
  return row?.at ?? null;
}

/** Keeps the moment before which the history is not whole any more. */
export async function keepHistoryCut(tx: StoreDb, at: Date): Promise<void> {
  const kept = { value: { at: at.toISOString() }, at };
  await tx
    .insert(keptValue)
    .values({ key: KEY, ...kept })
    .onConflictDoUpdate({ target: keptValue.key, set: kept });
}
