import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { OutcomeState } from "#lib/domain/tagging.ts";
import type { Verdict } from "#lib/domain/verdict.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import type { StoreDb } from "#lib/store/store.ts";

/** One node of a job's report. */
export type JobLine = {
  at: number;
  account: string;
  region: string;
  id: string;
  /** Its name as it was read last; "" where it is not known. */
  name: string;
  state: OutcomeState;
  before: TagReading | null;
  after: TagReading | null;
  problem: Problem | null;
  requestIds: readonly string[];
  /** When that was so for good (ISO 8601); null while it is not, and where the record of it is not kept any more. */
  endedAt: string | null;
  /** How it stands by the last reading of its account and region, and since when; null where it was never read. */
  reach: { runCommand: Verdict["verdict"]; portForwarding: Verdict["verdict"]; since: string } | null;
};

/** Nodes per question to the database. */
const PAGE = 500;

const verdict = z.enum(["reachable", "blocked", "unknown"]);
const reading = z.custom<TagReading>((value) => typeof value === "object" && value !== null).nullable();
const moment = z
  .union([z.string(), z.date()])
  .transform((at) => new Date(at).toISOString())
  .nullable();

const Row = z.object({
  at: z.number(),
  account: z.string(),
  region: z.string(),
  id: z.string(),
  state: z.custom<OutcomeState>((value) => typeof value === "string"),
  before: reading,
  after: reading,
  problem: z.custom<Problem>((value) => typeof value === "object" && value !== null).nullable(),
  request_ids: z.array(z.string()),
  ended_at: moment,
  name: z.string().nullable(),
  run_command: verdict.nullable().catch("unknown"),
  port_forwarding: verdict.nullable().catch("unknown"),
  since: moment,
});

/** Every node of a job in the order of the request, in slices: a job of 100,000 nodes is never held at once. */
export async function* jobLines(db: StoreDb, job: string): AsyncGenerator<readonly JobLine[]> {
  for (let after = -1; ; ) {
    const rows = await queryRows(
      db,
      sql`select n.at, n.account, n.region, n.node_id as id, n.state, n.before, n.after, n.problem, n.request_ids,
          ended.at as ended_at, span.name, span.run_command, span.port_forwarding, span.from_at as since
        from tagging_node as n
        left join node_span as span
          on span.account = n.account and span.region = n.region and span.node_id = n.node_id and span.to_at is null
        left join lateral (select max(a.at) as at from audit_record as a where a.account = n.account and a.region = n.region
          and a.node_id = n.node_id and a.job_id = n.job_id and a.kind = 'node') as ended on true
        where n.job_id = ${job} and n.at > ${after} order by n.at limit ${PAGE}`,
      Row,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.at;
    yield rows.map(toLine);
  }
}

function toLine(row: z.infer<typeof Row>): JobLine {
  const { request_ids, ended_at, name, run_command, port_forwarding, since, ...rest } = row;
  const reach =
    since === null || run_command === null || port_forwarding === null
      ? null
      : { runCommand: run_command, portForwarding: port_forwarding, since };
  return { ...rest, name: name ?? "", requestIds: request_ids, endedAt: ended_at, reach };
}
