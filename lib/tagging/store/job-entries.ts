import type { AuditEntry } from "#lib/domain/audit.ts";
import type { JobSummary, OutcomeState, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { AttemptCall } from "../job-store.ts";

/** One call to AWS, for the audit chain. */
export function attemptEntry(
  job: JobSummary,
  attempt: string,
  cell: { account: string; region: string },
  { step, nodes, result, requestId, problem }: AttemptCall,
): AuditEntry {
  const entry = { kind: "attempt" as const, actor: job.actor, job: job.id, attempt, ...cell, step, nodes, result, requestId };
  return problem === undefined ? entry : { ...entry, problem: { code: problem.code, title: problem.title } };
}

/** How one node ended, for the audit chain. */
export function nodeEntry(job: JobSummary, outcome: TaggingOutcome): AuditEntry {
  const { account, region, id, state, before, after, requestIds, problem } = outcome;
  const entry = {
    kind: "node" as const,
    actor: job.actor,
    job: job.id,
    account,
    region,
    id,
    state,
    reason: job.reason,
    reference: job.reference,
    before: before?.found ?? null,
    after: after?.found ?? null,
    requestIds,
  };
  return problem === undefined ? entry : { ...entry, problem: { code: problem.code, title: problem.title } };
}

/** The end of a job, for the audit chain. */
export function endEntry(job: JobSummary, counts: Readonly<Record<OutcomeState, number>>): AuditEntry {
  const { id, actor, action, tag, reason, reference, undoOf, total } = job;
  return { kind: "job", actor, what: "finished", job: id, action, tag, reason, reference, undoOf, nodes: total, counts };
}
