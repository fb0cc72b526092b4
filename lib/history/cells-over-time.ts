import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreDb } from "#lib/store/store.ts";
import { atMoment, epochMs, firstMomentAfter } from "./moments.ts";
import { queryRows } from "./query-rows.ts";
import { CHANGED, isUnread, toReadingState } from "./reading-state.ts";

/** How one cell had been read by each of some moments. */
export type CellOverTime = {
  account: string;
  region: string;
  /** Per moment: its latest reading failed. */
  unread: readonly boolean[];
  /** Per moment: when it was last read to the end (epoch milliseconds); null: never by then. */
  readMs: readonly (number | null)[];
};

const shape = z.object({
  account: z.string(),
  region: z.string(),
  i: z.number(),
  state: z.string(),
  ms: z.number().nullable(),
});

/** Every cell that had been read, or could not be, by the last of the moments (epoch milliseconds, ascending). */
export async function cellsOverTime(db: StoreDb, moments: readonly number[]): Promise<readonly CellOverTime[]> {
  const last = moments.at(-1);
  if (last === undefined) return [];
  const rows = await queryRows(
    db,
    sql`select account, region, ${firstMomentAfter(sql`at`, moments)} as i, (array_agg(state order by at desc))[1] as state,
      ${epochMs(sql`max(at) filter (where state = 'read')`)} as ms
      from cell_reading where at <= ${atMoment(last)} and state <> ${CHANGED} group by 1, 2, 3 order by 1, 2, 3`,
    shape,
  );
  const cells: CellOverTime[] = [];
  let at = 0;
  for (let row = rows[0]; row !== undefined; row = rows[at]) {
    const { account, region } = row;
    const unread: boolean[] = [];
    const readMs: (number | null)[] = [];
    let isOut = false;
    let read: number | null = null;
    for (let moment = 0; moment < moments.length; moment += 1) {
      const next = rows[at];
      if (next !== undefined && next.account === account && next.region === region && next.i === moment) {
        isOut = isUnread(toReadingState(next.state));
        read = next.ms ?? read;
        at += 1;
      }
      unread.push(isOut);
      readMs.push(read);
    }
    cells.push({ account, region, unread, readMs });
  }
  return cells;
}
