import type { AuthorizationResult } from "#lib/domain/authorization.ts";
import { reasonSentence } from "#lib/domain/reason-words.ts";
import type { Agreement, SimulatedAnswer, SimulatedLeg } from "#lib/policy/simulation.ts";

export const AGREEMENT_WORDS: Readonly<Record<Agreement, string>> = {
  differ: "Differ",
  undecided: "Not decided here",
  "not-answered": "Not answered by AWS",
  agree: "Agree",
};

/** What was asked: "SendCommand on the node", "StartSession with AWS-StartPortForwardingSession". */
export function questionWords({ action, leg, resource }: SimulatedLeg): string {
  const verb = action.slice(action.indexOf(":") + 1);
  return leg === "node" ? `${verb} on the node` : `${verb} with ${resource.slice(resource.lastIndexOf("/") + 1)}`;
}

/** AWS's decision in a word or two. */
export function awsWord(aws: SimulatedAnswer): string {
  if (!aws.answered) return "No answer";
  if (aws.decision === "allowed") return "Allowed";
  return aws.decision === "explicitDeny" ? "Denied explicitly" : "Denied";
}

const OURS: Readonly<Record<AuthorizationResult, string>> = { allowed: "Allowed", denied: "Denied", unknown: "Not known" };

/** Our answer in a word. */
export function oursWord({ ours }: SimulatedLeg): string {
  return OURS[ours.result];
}

/** What one has to know to judge a difference, an open answer or a missing one; empty where both say the same. */
export function legNotes({ aws, ours, agreement }: SimulatedLeg): readonly string[] {
  if (agreement === "agree") return [];
  if (!aws.answered) return [[aws.problem.title, aws.problem.detail ?? ""].join(" ").trim()];
  return [
    ...(aws.byOrganization === false
      ? ["AWS: a policy of the organization does not allow it. Such policies cannot be seen from the role."]
      : []),
    ...(aws.byBoundary === false ? ["AWS: the permissions boundary does not allow it."] : []),
    ...(aws.policies.length > 0 ? [`AWS decided by ${aws.policies.join(", ")}.`] : []),
    ...(aws.missing.length > 0 ? [`AWS was not told ${aws.missing.join(", ")}.`] : []),
    ...ours.reasons.slice(0, 2).map((reason) => `Here: ${reasonSentence(reason)}`),
  ];
}
