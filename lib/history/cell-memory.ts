import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, desc, eq, gt, isNull, max, ne } from "drizzle-orm";
import { cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { CHANGED, type ReadingState, toReadingState } from "./reading-state.ts";

export type Place = { account: string; region: string };

/** What the database holds of one cell, as far as this process knows. */
export type CellMemory = {
  /** The last moment that was kept (epoch milliseconds); another one in the database was written by another server. */
  lastMs: number | null;
  /** How its latest reading ended; null: there is none. */
  state: ReadingState | null;
  /** Digest of every open span, by node id. */
  digests: Map<string, string>;
};

/** Rows per question: some milliseconds of the embedded database's work, which holds the event loop. */
const PAGE = 2_000;

/** Reads what is kept of a cell. */
export async function loadCell(db: StoreDb, place: Place): Promise<CellMemory> {
  const lastMs = await lastKept(db, place);
  const [latest] = await db
    .select({ state: cellReading.state })
    .from(cellReading)
    .where(and(ofReadings(place), ne(cellReading.state, CHANGED)))
    .orderBy(desc(cellReading.at))
    .limit(1);
  const digests = new Map<string, string>();
  let after = "";
  for (;;) {
    const rows = await db
      .select({ id: nodeSpan.nodeId, digest: nodeSpan.digest })
      .from(nodeSpan)
      .where(
        and(
          eq(nodeSpan.account, place.account),
          eq(nodeSpan.region, place.region),
          isNull(nodeSpan.toAt),
          gt(nodeSpan.nodeId, after),
        ),
      )
      .orderBy(asc(nodeSpan.nodeId))
      .limit(PAGE);
    for (const { id, digest } of rows) digests.set(id, digest);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.id;
    // The embedded database answers within the same turn of the event loop.
    await nextTurn();
  }
  return { lastMs, state: latest === undefined ? null : toReadingState(latest.state), digests };
}

/** The last moment that was kept of a cell (epoch milliseconds), or null. */
export async function lastKept(db: StoreDb, place: Place): Promise<number | null> {
  const [row] = await db
    .select({ at: max(cellReading.at) })
    .from(cellReading)
    .where(ofReadings(place));
  return row?.at?.getTime() ?? null;
}

function ofReadings({ account, region }: Place) {
  return and(eq(cellReading.account, account), eq(cellReading.region, region));
}
