import "server-only";
import { systemActor } from "#lib/auth/system-actor.ts";
import type { JobSummary, TaggingPlan } from "#lib/domain/tagging.ts";
import { isFinished, type JobStore } from "#lib/tagging/job-store.ts";
import { makePlan } from "#lib/tagging/make-plan.ts";
import type { TaggingEstate } from "#lib/tagging/tagging-estate.ts";

/** How long nodes that cannot be read just now hold up the taking back of the others. */
const PATIENT_MS = 5 * 60_000;

/**
 * Takes back the reach of every incident whose end has come: an ordinary undo, started by the system. Nothing is started
 * twice for one incident, whoever looks. Where AWS cannot be read the next look tries again, for PATIENT_MS; then what can
 * be taken back is, and the rest fails by name.
 */
export async function expireIncidents(
  store: JobStore,
  estate: () => Promise<TaggingEstate | undefined>,
  now: Date,
): Promise<void> {
  const due = await store.dueIncidents(now);
  if (due.length === 0) return;
  const opened = await estate();
  if (opened === undefined) return;
  for (const incident of due) await expire(store, opened, incident, now);
}

async function expire(store: JobStore, estate: TaggingEstate, incident: JobSummary, now: Date): Promise<void> {
  if (!isFinished(incident.state)) {
    // Reach that is still being given is not given any more.
    await store.ask(incident.id, "cancel", systemActor("incident expiry"));
    return;
  }
  const actor = systemActor("incident expiry");
  const { signal } = new AbortController();
  const made = await makePlan(store, estate, { action: "undo", job: incident.id }, actor, signal);
  if (!made.ok) return;
  const overdueMs = now.getTime() - Date.parse(incident.incident?.expiresAt ?? now.toISOString());
  if (isUnread(made.plan) && overdueMs < PATIENT_MS) return;
  await store.start(made.plan.id, {
    actor,
    idempotencyKey: null,
    reason: `The incident's time is over: ${incident.reason}`.slice(0, 500),
    reference: incident.reference,
    incident: null,
    expiryOf: incident.id,
  });
}

function isUnread({ nodes }: TaggingPlan): boolean {
  return nodes.some((node) => node.plan === "cannot" && node.problem.action !== undefined && !isGone(node.problem.code));
}

function isGone(code: string): boolean {
  return code === "InvalidInstanceID.NotFound" || code === "InvalidResourceId";
}
