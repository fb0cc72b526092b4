import "server-only";
import { sql } from "drizzle-orm";
import type { StoreDb } from "#lib/store/store.ts";
import type { ChangedOutcome } from "../job-store.ts";

/** Outcomes in one statement: some hundred kilobytes of text. */
const SLICE = 1000;

/** Keeps outcomes of a job, and its counts with them. */
export async function keepOutcomes(tx: StoreDb, job: string, version: number, changed: readonly ChangedOutcome[]): Promise<void> {
  for (let from = 0; from < changed.length; from += SLICE) {
    const rows = changed.slice(from, from + SLICE).map(({ at, outcome }) => ({
      at,
      state: outcome.state,
      after: outcome.after,
      problem: outcome.problem ?? null,
      request_ids: outcome.requestIds,
    }));
    // The counts are taken from the states before and after in one go, so that they never drift from the nodes.
    await tx.execute(sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g(at int, state text, after jsonb, problem jsonb, request_ids jsonb)
      ), old as (
        select n.at, n.state from tagging_node n join given using (at) where n.job_id = ${job}::uuid
      ), moved as (
        update tagging_node n
        set state = g.state, after = g.after, problem = g.problem, request_ids = g.request_ids, version = ${version}
        from given g where n.job_id = ${job}::uuid and n.at = g.at
      ), delta as (
        select state, sum(by)::int as by from (
          select state, -1 as by from old union all select g.state, 1 from given g join old using (at)
        ) d group by state
      )
      update tagging_job set counts = counts || coalesce(
        (select jsonb_object_agg(state, (counts ->> state)::int + by) from delta), '{}'::jsonb)
      where id = ${job}::uuid`);
  }
}
