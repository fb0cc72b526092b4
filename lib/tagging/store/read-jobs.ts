import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, lt, lte, ne, not, sql } from "drizzle-orm";
import type { JobSummary, TaggingJob } from "#lib/domain/tagging.ts";
import { taggingJob } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import type { JobStore, PlanHead, StoredNode } from "../job-store.ts";
import { type JobRow, toOutcomeOf, toSummary } from "./job-row.ts";
import { readNodes } from "./read-nodes.ts";

export async function findPlan(store: Store, id: string): Promise<PlanHead | undefined> {
  const [row] = await store.db.select().from(taggingJob).where(eq(taggingJob.id, id));
  if (row === undefined) return undefined;
  const { planHash, action, tagKey, tagValue, actor, undoOf, createdAt, validUntil, dryRuns, counts, total, state } = row;
  const tag = { key: tagKey, value: tagValue };
  return { id, hash: planHash, action, tag, actor, undoOf, createdAt, validUntil, dryRuns, change: counts.pending, total, state };
}

export async function findSummary(store: Store, id: string): Promise<JobSummary | undefined> {
  const [row] = await store.db
    .select()
    .from(taggingJob)
    .where(and(eq(taggingJob.id, id), ne(taggingJob.state, "planned")));
  return row && (await summaries(store.db, [row]))[0];
}

export async function findJob(store: Store, id: string): Promise<TaggingJob | undefined> {
  // One transaction, so that the counts are those of the outcomes.
  return store.db.transaction(
    async (tx) => {
      const [row] = await tx
        .select()
        .from(taggingJob)
        .where(and(eq(taggingJob.id, id), ne(taggingJob.state, "planned")));
      const [job] = row ? await summaries(tx, [row]) : [];
      if (job === undefined) return undefined;
      return { ...job, outcomes: (await readNodes(tx, id)).map(toOutcomeOf) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

export async function listJobs(store: Store, { limit, before }: Parameters<JobStore["list"]>[0]): Promise<JobSummary[]> {
  const { db } = store;
  const isEarlier =
    before === undefined
      ? undefined
      : sql`(${taggingJob.startedAt}, ${taggingJob.id}) < (select seen.started_at, seen.id from tagging_job seen where seen.id = ${before}::uuid)`;
  const rows = await db
    .select()
    .from(taggingJob)
    .where(and(ne(taggingJob.state, "planned"), isEarlier))
    .orderBy(desc(taggingJob.startedAt), desc(taggingJob.id))
    .limit(limit);
  return summaries(db, rows);
}

export async function changesSince(store: Store, id: string, version: number): ReturnType<JobStore["changesSince"]> {
  return store.db.transaction(
    async (tx) => {
      const [row] = await tx
        .select()
        .from(taggingJob)
        .where(and(eq(taggingJob.id, id), ne(taggingJob.state, "planned")));
      const [job] = row ? await summaries(tx, [row]) : [];
      if (row === undefined || job === undefined) return undefined;
      const nodes = await readNodes(tx, id, version < 0 ? undefined : sql`version > ${version}`);
      nodes.sort((one, other) => one.version - other.version || one.at - other.at);
      return { job, version: row.version, changed: nodes.map((node) => ({ at: node.at, outcome: toOutcomeOf(node) })) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Nodes of a job that it was about to write to, and that are not as it found them for certain. */
export async function writtenNodes(store: Store, id: string): Promise<StoredNode[]> {
  return readNodes(store.db, id, sql`intended and state <> 'already'`);
}

/**
 * Incidents that nothing has taken back: neither the system at their end nor a person before, on all of their nodes.
 * With `dueBy` those whose end has come by then.
 */
export async function openIncidents(store: Store, dueBy?: Date): Promise<JobSummary[]> {
  const isTakenBack = sql`exists (
    select 1 from tagging_job undo
    where undo.expiry_of = ${taggingJob.id} or (
      undo.undo_of = ${taggingJob.id} and undo.state = 'done' and (undo.counts ->> 'failed')::int = 0
      and undo.total >= (
        select count(*) from tagging_node n where n.job_id = ${taggingJob.id} and n.intended and n.state <> 'already')))`;
  const rows = await store.db
    .select()
    .from(taggingJob)
    .where(
      and(
        ne(taggingJob.state, "planned"),
        isNotNull(taggingJob.expiresAt),
        dueBy === undefined ? undefined : lte(taggingJob.expiresAt, dueBy),
        not(isTakenBack),
      ),
    )
    .orderBy(asc(taggingJob.expiresAt));
  return summaries(store.db, rows);
}

export async function forgetPlans(store: Store, before: Date): Promise<number> {
  return store.transact("forget", async (tx) => {
    const gone = await tx
      .delete(taggingJob)
      .where(and(eq(taggingJob.state, "planned"), lt(taggingJob.createdAt, before)))
      .returning({ id: taggingJob.id });
    return gone.length;
  });
}

/** Rows as jobs, each with the latest job that undoes it. */
async function summaries(db: StoreDb, rows: readonly JobRow[]): Promise<JobSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const undos = await db
    .select({ id: taggingJob.id, undoOf: taggingJob.undoOf, state: taggingJob.state })
    .from(taggingJob)
    .where(and(inArray(taggingJob.undoOf, ids), ne(taggingJob.state, "planned")))
    .orderBy(asc(taggingJob.startedAt));
  const undoneBy = new Map(undos.map(({ id, undoOf }) => [undoOf, id]));
  return rows.map((row) => toSummary(row, undoneBy.get(row.id) ?? null));
}
