import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreDb } from "#lib/store/store.ts";
import { knownSince } from "./known-since.ts";
import { atMoment, epochMs } from "./moments.ts";
import { queryRows } from "./query-rows.ts";

export type Window = {
  /** Epoch milliseconds, both ends included. */
  fromMs: number;
  toMs: number;
};

/**
 * The moments at which the coverage of a window is told: its two ends, and in each of `most` equal parts of it the last
 * moment at which something was recorded. Nothing changes between two of them but what happened within one part. The
 * beginning is left out where nothing was recorded by then: a zero there would be an answer.
 */
export async function recordedMoments(db: StoreDb, { fromMs, toMs }: Window, most: number): Promise<readonly number[]> {
  const partMs = Math.max(1, (toMs - fromMs) / most);
  const first = await knownSince(db);
  if (first === null || first > toMs) return [];
  const rows = await queryRows(
    db,
    sql`select ${epochMs(sql`max(at)`)} as ms from cell_reading where at > ${atMoment(Math.max(fromMs, first - 1))} and at <= ${atMoment(toMs)}
      group by floor((extract(epoch from at) * 1000 - ${fromMs}::float8) / ${partMs}::float8)`,
    z.object({ ms: z.number() }),
  );
  const ends = first <= fromMs ? [fromMs, toMs] : [toMs];
  return [...new Set([...ends, ...rows.map(({ ms }) => Math.round(ms))])].sort((a, b) => a - b);
}
