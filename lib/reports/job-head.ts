import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { getConfig } from "#lib/config/config.ts";
import type { Actor } from "#lib/domain/actor.ts";
import type { DryRun, JobSummary } from "#lib/domain/tagging.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import { auditRecord, taggingJob } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { createJobStore } from "#lib/tagging/store/job-store-on.ts";
import { type ReportAuditHead, readAuditHead } from "./audit-head.ts";

/** Everything that a job's report says beside its nodes and its calls. */
export type JobHead = {
  report: "job";
  madeAt: string;
  auditHead: ReportAuditHead | null;
  job: JobSummary;
  /** What the verdicts took Cado's role to have when the report was made. */
  policy: string;
  scope: readonly {
    account: string;
    region: string;
    nodes: number;
    verified: number;
    already: number;
    failed: number;
    skipped: number;
  }[];
  /** Why nodes were not changed, most frequent first. */
  gaps: readonly { code: string; title: string; nodes: number }[];
  dryRuns: readonly DryRun[];
  /** What became of the job itself, from the audit log. */
  history: readonly { seq: number; at: string; what: string; actor: Actor }[];
};

/** The head of a job's report; undefined where there is no such job. `now` is when the report is made. */
export async function readJobHead(store: Store, id: string, now: Date): Promise<JobHead | undefined> {
  const job = await createJobStore(store).summary(id);
  if (job === undefined) return undefined;
  const { db } = store;
  const [kept] = await db.select({ dryRuns: taggingJob.dryRuns }).from(taggingJob).where(eq(taggingJob.id, id));
  return {
    report: "job",
    madeAt: now.toISOString(),
    auditHead: await readAuditHead(db),
    job,
    policy: getConfig().policy,
    scope: await readScope(db, id),
    gaps: await readGaps(db, id),
    dryRuns: kept?.dryRuns ?? [],
    history: await readHistory(db, id),
  };
}

function readScope(db: StoreDb, id: string) {
  const count = (state: string) => sql`count(*) filter (where state = ${state})::int`;
  return queryRows(
    db,
    sql`select account, region, count(*)::int as nodes, ${count("verified")} as verified, ${count("already")} as already, ${count("failed")} as failed,
      ${count("skipped")} as skipped from tagging_node where job_id = ${id} group by 1, 2 order by 1, 2`,
    z.object({
      account: z.string(),
      region: z.string(),
      nodes: z.number(),
      verified: z.number(),
      already: z.number(),
      failed: z.number(),
      skipped: z.number(),
    }),
  );
}

function readGaps(db: StoreDb, id: string) {
  return queryRows(
    db,
    sql`select problem->>'code' as code, min(problem->>'title') as title, count(*)::int as nodes from tagging_node
      where job_id = ${id} and problem is not null group by 1 order by 3 desc, 1`,
    z.object({ code: z.string(), title: z.string(), nodes: z.number() }),
  );
}

const JobBody = z.object({
  entry: z.object({
    what: z.string(),
    actor: z.object({ kind: z.enum(["browser", "script", "system"]), name: z.string(), session: z.string(), from: z.string() }),
  }),
});

async function readHistory(db: StoreDb, id: string) {
  const { seq, at, body, jobId, kind } = auditRecord;
  const rows = await db
    .select({ seq, at, body })
    .from(auditRecord)
    .where(and(eq(jobId, id), eq(kind, "job")))
    .orderBy(asc(seq));
  return rows.map((row) => ({ seq: row.seq, at: row.at.toISOString(), ...JobBody.parse(JSON.parse(row.body)).entry }));
}
