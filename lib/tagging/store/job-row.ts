import type { JobSummary, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { taggingJob, taggingNode } from "#lib/store/schema.ts";
import type { StoredNode } from "../job-store.ts";

export type JobRow = typeof taggingJob.$inferSelect;
export type NodeRow = typeof taggingNode.$inferSelect;

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

export function toOutcomeOf(row: NodeRow): TaggingOutcome {
  const { account, region, nodeId, state, before, after, requestIds, problem } = row;
  const outcome = { account, region, id: nodeId, state, before, after, requestIds };
  return problem === null ? outcome : { ...outcome, problem };
}

export function toStoredNode(row: NodeRow): StoredNode {
  const { at, account, region, nodeId, plan, state, before, goal, after, problem, requestIds, intended } = row;
  return { at, account, region, id: nodeId, plan, state, before, goal, after, problem, requestIds, intended };
}
