import type { ConditionBlock } from "../policy-document.ts";
import { asksExactTag, conditionTexts, readsAnyTag, withoutKeys } from "./condition-parts.ts";
import type { CorrectionOptions } from "./correction.ts";
import type { CorrectionTargets } from "./correction-targets.ts";
import { containsArn, intersectArn } from "./intersect-arn.ts";
import { SESSION_ACTIONS, type SsmGrant, standsOnEverything, touches } from "./ssm-grant.ts";
import { OWN_SESSION, READS } from "./tagged-statements.ts";

/**
 * What is to be done with a grant. `fine`: it is no more than the tagged set would say, or about something else.
 * `taken`: it is taken out of its statement. `under-deny`: it stays, and a Deny takes away what is too much.
 */
export type Standing = "fine" | "taken" | "under-deny";

/** Errs on `under-deny`: only what can be said again exactly is taken out. */
export function standingOf(grant: SsmGrant, options: CorrectionOptions, targets: CorrectionTargets): Standing {
  if (isOneOf(READS, grant.action)) return grant.isExplicit && !standsOnEverything(grant) ? "taken" : "fine";
  // Ending sessions of something that is no session never worked.
  if (!touches(grant)) return grant.isExplicit && isOneOf(SESSION_ACTIONS, grant.action) ? "taken" : "fine";
  if (isNoMore(grant, options, targets)) return "fine";
  return grant.isExplicit && canBeSaidAgain(grant, targets) ? "taken" : "under-deny";
}

function isNoMore(grant: SsmGrant, options: CorrectionOptions, targets: CorrectionTargets): boolean {
  if (grant.resources === null || (!options.portForwarding && grant.action !== "ssm:SendCommand")) return false;
  const within = (list: readonly string[]) =>
    grant.touched.every((resource) => list.some((target) => containsArn(target, resource)));
  if (isOneOf(SESSION_ACTIONS, grant.action)) {
    return within(targets.sessions) && (!options.ownSessionsOnly || isOwn(grant)) && !asksNodeTag(grant.conditions);
  }
  const documents = grant.action === "ssm:SendCommand" ? targets.runDocuments : targets.sessionDocuments;
  if (within(documents)) return !asksNodeTag(grant.conditions);
  return within([...targets.instances, ...targets.hybrid]) && asksExactTag(grant.conditions, options.tag);
}

function isOwn({ conditions, canMove }: SsmGrant): boolean {
  return canMove && conditionTexts(OWN_SESSION).every((text) => conditionTexts(conditions).includes(text));
}

/** Sessions and AWS's documents carry none of the customer's tags; such a condition keeps the statement from working. */
function asksNodeTag(conditions: ConditionBlock): boolean {
  const kept = withoutKeys(conditions, (key) => !readsAnyTag(key) || key.startsWith(SESSION_TAGS));
  return Object.keys(kept).length > 0;
}

/** What Session Manager itself puts on a session. */
export const SESSION_TAGS = "ssm:resourcetag/aws:ssmmessages:";

function canBeSaidAgain({ resources, canMove }: SsmGrant, targets: CorrectionTargets): boolean {
  if (resources === null || !canMove) return false;
  const all = Object.values(targets).flat();
  return resources.every((resource) => all.every((target) => intersectArn(resource, target) !== "unclear"));
}

function isOneOf(list: readonly string[], action: string): boolean {
  return list.includes(action);
}
