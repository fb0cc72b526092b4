import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import type { JobSummary } from "#lib/domain/tagging.ts";

/** Something that receivers are told of (docs/webhooks.md). `at` is an ISO 8601 moment: when it happened. */
export type WebhookMessage =
  | { event: "job-ended"; at: string; job: JobSummary }
  /** `job` is the incident whose time has come, `takenBackBy` the job that takes it back. */
  | { event: "incident-due"; at: string; job: JobSummary; takenBackBy: string | null }
  /** `below` is the receiver's limit; the share of known nodes in reach is somewhere between the two others. */
  | { event: "coverage-below"; at: string; below: number; shareAtLeast: number; shareAtMost: number; coverage: CoveragePoint }
  | { event: "test"; at: string };

/**
 * What is sent for a message, as JSON text. The same text is sent at every attempt, so that `id` names one delivery.
 * Of the actor only what a person can be told by goes out: neither the session nor the address.
 */
export function payloadText(id: string, message: WebhookMessage): string {
  const head = { id, event: message.event, at: message.at };
  switch (message.event) {
    case "job-ended":
      return JSON.stringify({ ...head, job: payloadJob(message.job) });
    case "incident-due":
      return JSON.stringify({ ...head, job: payloadJob(message.job), takenBackBy: message.takenBackBy });
    case "coverage-below": {
      const { below, shareAtLeast, shareAtMost, coverage } = message;
      return JSON.stringify({ ...head, capability: "run-command", below, shareAtLeast, shareAtMost, coverage });
    }
    case "test":
      return JSON.stringify(head);
  }
}

function payloadJob(job: JobSummary) {
  const { id, action, tag, state, reason, reference, incident, actor, startedAt, finishedAt, undoOf, total, counts } = job;
  return {
    id,
    path: `/changes/${id}`,
    action,
    tag,
    state,
    reason,
    reference,
    incident,
    actor: { kind: actor.kind, name: actor.name },
    startedAt,
    finishedAt,
    undoOf,
    total,
    counts,
  };
}
