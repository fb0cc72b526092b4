import type { JobSummary, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { taggingJob } from "#lib/store/schema.ts";
import type { StoredNode } from "../job-store.ts";

export type JobRow = typeof taggingJob.$inferSelect;

/** A started job's row as the job. Throws for a plan: that is no job yet. */
export function toSummary(row: JobRow, undoneBy: string | null): JobSummary {
  if (row.state === "planned" || row.startedAt === null) throw new Error(`${row.id} is a plan, and no job.`);
  return {
    id: row.id,
    action: row.action,
    tag: { key: row.tagKey, value: row.tagValue },
    state: row.state,
    asked: row.asked,
    actor: row.actor,
    reason: row.reason,
    reference: row.reference,
    incident:
      row.incidentOwner === null || row.expiresAt === null
        ? null
        : { owner: row.incidentOwner, expiresAt: row.expiresAt.toISOString() },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoOf: row.undoOf,
    undoneBy,
    trouble: row.trouble,
    total: row.total,
    counts: row.counts,
  };
}

/** A kept node's outcome so far. */
export function toOutcomeOf({ account, region, id, state, before, after, requestIds, problem }: StoredNode): TaggingOutcome {
  const outcome = { account, region, id, state, before, after, requestIds };
  return problem === null ? outcome : { ...outcome, problem };
}
