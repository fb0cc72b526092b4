import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { keepHistoryCut } from "./history-cut.ts";
import type { Retained } from "./retain-audit.ts";
import { momentInName, writeArchive } from "./write-archive.ts";

const READ_SLICE = 2_000;
const DELETE_SLICE = 5_000;

/** A table of the history: which rows go, and the columns that tell its rows apart, in order. */
type HistoryTable = { name: string; key: readonly string[]; goes: (before: Date) => SQL };

/** A span that ended says nothing about any later moment. One that is still open stays, however long ago it began. */
const SPANS: HistoryTable = {
  name: "node_span",
  key: ["account", "region", "node_id", "from_at"],
  goes: (before) => sql`r.to_at < ${before.toISOString()}::timestamptz`,
};

/**
 * A moment after the cut still needs how each cell was read last before it: its latest reading there stays, and the
 * latest one that was whole. `changed` is no reading (lib/history/reading-state.ts).
 */
const READINGS: HistoryTable = {
  name: "cell_reading",
  key: ["account", "region", "at"],
  goes: (before) => {
    const cut = sql`${before.toISOString()}::timestamptz`;
    const newer = sql`select from cell_reading as newer where newer.account = r.account and newer.region = r.region
      and newer.at > r.at and newer.at < ${cut}`;
    return sql`r.at < ${cut} and (r.state = 'changed' or (
      exists (${newer} and newer.state <> 'changed') and (r.state <> 'read' or exists (${newer} and newer.state = 'read'))))`;
  },
};

/**
 * Takes away what the coverage history says only about moments before `before`, once it is in archives, and keeps that
 * moment: nothing is to be told about earlier ones any more.
 */
export async function retainHistory(store: Store, before: Date, now: Date, dataDir: string): Promise<Retained> {
  let removed = 0;
  let archive: string | null = null;
  for (const table of [SPANS, READINGS]) {
    const condition = table.goes(before);
    const first = sql`select 1 as one from ${sql.identifier(table.name)} as r where ${condition} limit 1`;
    const [found] = await queryRows(store.db, first, z.object({ one: z.number() }));
    if (found === undefined) continue;
    const name = `${table.name.replace("_", "-")}-${momentInName(now)}.ndjson`;
    archive = await writeArchive(dataDir, name, rowLines(store.db, table, condition));
    // Before the first row goes: a chart must never show what is half there as what was.
    await store.transact("retention", (tx) => keepHistoryCut(tx, before));
    for (let gone = -1; gone !== 0; removed += gone) {
      gone = await store.transact("retention", (tx) => removeSome(tx, table, before, now));
    }
  }
  return { removed, archive };
}

async function* rowLines(db: StoreDb, { name, key }: HistoryTable, condition: SQL): AsyncGenerator<string> {
  const columns = sql.join(
    key.map((column) => sql`r.${sql.identifier(column)}`),
    sql`, `,
  );
  const shape = z.object({ line: z.string(), place: z.array(z.string()) });
  let after = sql`true`;
  for (;;) {
    const query = sql`select row_to_json(r)::text as line, array[${texts(key)}] as place from ${sql.identifier(name)} as r
      where ${condition} and ${after} order by ${columns} limit ${READ_SLICE}`;
    const rows = await queryRows(db, query, shape);
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.map(({ line }) => `${line}\n`).join("");
    const place = end.place.map((text, at) => (isMoment(key[at] ?? "") ? sql`${text}::timestamptz` : sql`${text}`));
    after = sql`(${columns}) > (${sql.join(place, sql`, `)})`;
  }
}

/** The columns of a key as texts, from which they are found again to the microsecond. */
function texts(key: readonly string[]): SQL {
  return sql.join(
    key.map((column) => sql`r.${sql.identifier(column)}::text`),
    sql`, `,
  );
}

function isMoment(column: string): boolean {
  return column === "at" || column.endsWith("_at");
}

async function removeSome(tx: StoreDb, { name, goes }: HistoryTable, before: Date, now: Date): Promise<number> {
  const table = sql.identifier(name);
  const some = sql`select ctid from ${table} as r where ${goes(before)} limit ${DELETE_SLICE}`;
  const query = sql`with gone as (delete from ${table} where ctid = any (array(${some})) returning 1)
    select count(*)::int as count from gone`;
  const [row] = await queryRows(tx, query, z.object({ count: z.number() }));
  const removed = row?.count ?? 0;
  if (removed === 0) return 0;
  const entry = {
    kind: "retention",
    actor: systemActor("retention"),
    table: name,
    before: before.toISOString(),
    removed,
  } as const;
  await appendAudit(tx, [entry], { now });
  return removed;
}
