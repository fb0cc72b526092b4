import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ChangedNode, CoverageComparison, NodeChange } from "#lib/domain/coverage-history.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { cellsAt } from "./coverage-at.ts";
import { coveragePoints } from "./coverage-series.ts";
import { atMoment } from "./moments.ts";
import { queryRows } from "./query-rows.ts";
import { verdictColumn } from "./span-groups.ts";
import { toVerdict } from "./span-words.ts";

export type CompareRequest = {
  capability: Capability;
  /** Epoch milliseconds, `fromMs` not after `toMs`. */
  fromMs: number;
  toMs: number;
  /** The tag whose spellings are told. */
  tag: TagSpec;
};

export const NODE_CHANGES = ["lost", "gained", "left", "entered", "unread"] as const satisfies readonly NodeChange[];

/** What became of the nodes between two moments: every count, and of each change the first `most` nodes. */
export async function compareDates(db: StoreDb, request: CompareRequest, most: number): Promise<CoverageComparison> {
  const { capability, fromMs, toMs } = request;
  const [from, to] = await coveragePoints(db, capability, [fromMs, toMs]);
  if (from === undefined || to === undefined) throw new Error("two moments have two points");
  const changes = await changesBetween(db, request);
  const counts: Record<NodeChange, number> = { entered: 0, left: 0, gained: 0, lost: 0, unread: 0 };
  const told = await queryRows(
    db,
    sql`${changes} select change, count(*)::int as n from changes group by 1`,
    z.object({ change: z.enum(NODE_CHANGES), n: z.number() }),
  );
  for (const { change, n } of told) counts[change] = n;
  const rows = await queryRows(
    db,
    sql`${changes} select * from (
        select *, row_number() over (partition by change order by account, region, id) as place from changes
      ) placed where place <= ${most}::int order by change, place`,
    shape,
  );
  return { capability, from, to, counts, nodes: rows.map((row) => toChangedNode(row, request.tag)) };
}

/** Nodes per question to the database. */
const PAGE = 1_000;

/** Every node of the comparison, by account, region and id; read as it is asked for. */
export async function* changedNodes(db: StoreDb, request: CompareRequest): AsyncGenerator<ChangedNode> {
  let after = sql`true`;
  for (;;) {
    const changes = await changesBetween(db, request, after);
    const rows = await queryRows(
      db,
      sql`${changes} select * from changes order by account, region, id limit ${PAGE}::int`,
      shape,
    );
    for (const row of rows) yield toChangedNode(row, request.tag);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    // The embedded database answers within the same turn of the event loop.
    await nextTurn();
    after = sql`(account, region, node_id) > (${last.account}, ${last.region}, ${last.id})`;
  }
}

const tags = z.record(z.string(), z.string()).nullable();
const shape = z.object({
  account: z.string(),
  region: z.string(),
  id: z.string(),
  name: z.string(),
  change: z.enum(NODE_CHANGES),
  before: z.string().nullable(),
  after: z.string().nullable(),
  tagsBefore: tags,
  tagsAfter: tags,
});

/**
 * `with changes as (…)`: a span that holds at both moments says nothing, and is left out before the two sides are joined,
 * but for cells that were not read at one of them, where every node is told of.
 */
async function changesBetween(db: StoreDb, { capability, fromMs, toMs }: CompareRequest, where: SQL = sql`true`): Promise<SQL> {
  const [before, after] = [await readCells(db, fromMs), await readCells(db, toMs)];
  const cells = [...before].filter((cell) => after.has(cell));
  const [from, to] = [atMoment(fromMs), atMoment(toMs)];
  const isRead = sql`(account || ' ' || region) = any(${sql.param(cells)}::text[])`;
  const columns = sql`account, region, node_id, name, ${verdictColumn(capability)} as verdict, tags`;
  return sql`with b as (
      select ${columns} from node_span where from_at <= ${from} and (to_at is null or to_at > ${from})
        and (to_at <= ${to} or not ${isRead}) and ${where}
    ), a as (
      select ${columns} from node_span where from_at <= ${to} and (to_at is null or to_at > ${to})
        and (from_at > ${from} or not ${isRead}) and ${where}
    ), changes as (
      select account, region, node_id as id, coalesce(a.name, b.name) as name,
        case when not ${isRead} then 'unread' when b.verdict is null then 'entered' when a.verdict is null then 'left'
          when a.verdict = 'reachable' then 'gained' else 'lost' end as change,
        b.verdict as before, a.verdict as after, b.tags as "tagsBefore", a.tags as "tagsAfter"
      from b full join a using (account, region, node_id)
      where not ${isRead} or a.verdict is null or b.verdict is null
        or (a.verdict = 'reachable') <> (b.verdict = 'reachable')
    )`;
}

/** Cells whose latest reading by then had been read to the end. */
async function readCells(db: StoreDb, ms: number): Promise<ReadonlySet<string>> {
  const cells = await cellsAt(db, new Date(ms));
  return new Set(cells.filter(({ state }) => state === "read").map(({ account, region }) => `${account} ${region}`));
}

function toChangedNode({ tagsBefore, tagsAfter, before, after, ...node }: z.infer<typeof shape>, tag: TagSpec): ChangedNode {
  return {
    ...node,
    before: before === null ? null : toVerdict(before),
    after: after === null ? null : toVerdict(after),
    tagBefore: spellings(tagsBefore, tag),
    tagAfter: spellings(tagsAfter, tag),
  };
}

/** `KEY=VALUE` of every spelling; "" where there is none, null where the tags are not known. */
function spellings(tagsOf: Readonly<Record<string, string>> | null, tag: TagSpec): string | null {
  if (tagsOf === null) return null;
  return readTagState(tagsOf, tag)
    .found.map(({ key, value }) => `${key}=${value}`)
    .join(", ");
}
