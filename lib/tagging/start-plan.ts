import "server-only";
import type { Actor } from "#lib/domain/actor.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { JobStore, PlanHead } from "./job-store.ts";
import { incidentProblem, type StartRequest } from "./start-request.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import { refuse } from "./tagging-request.ts";

export type StartedPlan = { ok: true; id: string } | { ok: false; problem: Problem & { status: number } };

export type StartPlan = {
  store: JobStore;
  estate: TaggingEstate;
  start: StartRequest;
  actor: Actor;
  idempotencyKey: string | null;
  now: Date;
};

/**
 * Starts a plan that was reviewed, once all that is asked of such a start is given: the plan's own hash, an age within
 * its limit, a reason, a reference where the configuration wants one, and the number of nodes where there are many.
 */
export async function startPlan({ store, estate, start, actor, idempotencyKey, now }: StartPlan): Promise<StartedPlan> {
  const plan = await store.findPlan(start.plan);
  if (plan === undefined) return refuse(404, "no-such-plan", "There is no such plan.", "Review the change anew.");
  // A start that was answered once is answered the same way again, however old the plan is by now.
  const problem = plan.state === "planned" ? problemOf(plan, estate, start, now) : null;
  if (problem !== null) return { ok: false, problem };
  const started = await store.start(plan.id, {
    actor,
    idempotencyKey,
    reason: start.reason,
    reference: start.reference,
    incident: start.incident,
    expiryOf: null,
  });
  switch (started.result) {
    case "started":
      return { ok: true, id: started.id };
    case "started-before":
      // Without a key, or with another one, this is somebody else's start of the same review.
      return idempotencyKey === null
        ? refuse(409, "started-before", "This plan has been started already.", "Look under Changes.")
        : { ok: true, id: started.id };
    case "key-reused":
      return refuse(409, "idempotency-key-reused", "This Idempotency-Key was used for another plan.", "Use a new key.");
    case "no-such-plan":
    case "expired-before":
      return refuse(404, "no-such-plan", "There is no such plan.", "Review the change anew.");
  }
}

function problemOf(plan: PlanHead, estate: TaggingEstate, start: StartRequest, now: Date): (Problem & { status: number }) | null {
  const { rules, tag } = estate;
  const no = (status: number, code: string, title: string, remedy: string) => refuse(status, code, title, remedy).problem;
  if (plan.hash !== start.hash) return no(409, "plan-changed", "This is not the plan that was reviewed.", "Review it anew.");
  if (!isSameTag(plan.tag, tag)) {
    return no(409, "plan-tag-changed", "The configured tag is another one by now.", "Review the change anew.");
  }
  if (now > plan.validUntil) {
    return no(
      409,
      "plan-stale",
      "The plan is too old: the tags were read too long ago.",
      "Read them again and review the change.",
    );
  }
  if (plan.change === 0) return no(422, "nothing-to-do", "The plan changes nothing.", "There is nothing to start.");
  if (start.reason === "") return no(422, "reason-needed", "A reason is needed.", "Say in a few words why this is done.");
  if (start.reference === "" && (rules.referenceRequired || start.incident !== null)) {
    const what = start.incident ? "The case number is needed." : "A reference is needed.";
    return no(422, "reference-needed", what, "Give the ticket or case that this belongs to.");
  }
  if (start.incident !== null) {
    if (plan.action !== "tag" && plan.action !== "normalise") {
      return no(422, "bad-incident", "Only reach that is given can end by itself.", "Start this without an incident.");
    }
    const problem = incidentProblem(start.incident, now);
    if (problem !== null) return problem;
  }
  if (start.confirm !== null && start.confirm !== plan.change) {
    return no(
      422,
      "confirmation-wrong",
      "The number is not that of the nodes to change.",
      "Type the number that the review says.",
    );
  }
  if (start.confirm === null && needsConfirmation(plan.change, estate)) {
    return no(422, "confirmation-needed", "So many nodes need their number typed.", `Type ${plan.change.toLocaleString("en")}.`);
  }
  return null;
}

/** True where so many nodes are to be changed, of the whole or in itself, that their number has to be typed. One never has. */
export function needsConfirmation(change: number, { rules, size }: TaggingEstate): boolean {
  return change > 1 && (change > rules.confirmAbove || change > rules.confirmShare * size());
}

function isSameTag(one: TagSpec, other: TagSpec): boolean {
  return one.key === other.key && one.value === other.value;
}
