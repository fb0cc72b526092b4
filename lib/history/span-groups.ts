import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { CoverageSeries } from "#lib/domain/coverage-history.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { atMoment, firstMomentAfter } from "./moments.ts";
import { queryRows } from "./query-rows.ts";

/** Nodes of one cell and one series that had one verdict at the moments `i` to `j - 1`. */
export type SpanGroup = {
  account: string;
  region: string;
  kind: CoverageSeries["kind"];
  name: string;
  verdict: string;
  i: number;
  j: number;
  n: number;
};

const shape: z.ZodType<SpanGroup> = z.object({
  account: z.string(),
  region: z.string(),
  kind: z.enum(["value", "missing", "unread", "other"]),
  name: z.string(),
  verdict: z.string(),
  i: z.number(),
  j: z.number(),
  n: z.number(),
});

export type SpanQuery = {
  capability: Capability;
  /** "", `account`, `region`, or `tag:KEY`. */
  by: string;
  /** Epoch milliseconds, ascending. */
  moments: readonly number[];
  /** Series to tell apart; what has the fewest nodes over time is `other`. */
  most: number;
};

/** The column that has a capability's verdict. */
export function verdictColumn(capability: Capability): SQL {
  return capability === "run-command" ? sql`run_command` : sql`port_forwarding`;
}

/**
 * The nodes that were known at any of the moments, counted by cell, series, verdict and time. Spans of one cell begin and end
 * with its readings, so that they are few once they are counted: only then are their moments looked up.
 */
export async function spanGroups(db: StoreDb, { capability, by, moments, most }: SpanQuery): Promise<readonly SpanGroup[]> {
  const first = moments[0];
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return [];
  const { kind, name } = seriesColumns(by);
  return queryRows(
    db,
    sql`with spans as (
        select account, region, ${kind} as kind, ${name} as name, ${verdictColumn(capability)} as verdict, from_at, to_at,
          count(*)::int as n
        from node_span where from_at <= ${atMoment(last)} and (to_at is null or to_at > ${atMoment(first)})
        group by 1, 2, 3, 4, 5, 6, 7
      ), placed as (
        select *, ${firstMomentAfter(sql`from_at`, moments)} as i,
          coalesce(${firstMomentAfter(sql`to_at`, moments)}, ${moments.length}::int) as j
        from spans
      ), grouped as (
        select account, region, kind, name, verdict, i, j, sum(n)::int as n from placed where i < j group by 1, 2, 3, 4, 5, 6, 7
      ), told as (
        select kind, name, true as is_told from grouped group by 1, 2
        order by sum(n * (j - i)) desc, kind, name limit ${most}::int
      )
      select account, region, case when is_told then kind else 'other' end as kind, case when is_told then name else '' end as name,
        verdict, i, j, sum(n)::int as n
      from grouped left join told using (kind, name) group by 1, 2, 3, 4, 5, 6, 7`,
    shape,
  );
}

function seriesColumns(by: string): { kind: SQL; name: SQL } {
  if (by === "account" || by === "region") return { kind: sql`'value'`, name: by === "account" ? sql`account` : sql`region` };
  if (!by.startsWith("tag:")) return { kind: sql`'value'`, name: sql`''` };
  const value = sql`(tags ->> ${by.slice(4)}::text)`;
  const kind = sql`case when tags is null then 'unread' when ${value} is null then 'missing' else 'value' end`;
  return { kind, name: sql`coalesce(${value}, '')` };
}
