import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { BlockerCode } from "#lib/domain/verdict.ts";
import type { AdviceCode, DenialAdvice, KnownNode } from "./advice.ts";
import type { DenialFacts } from "./denial.ts";

export type AdviceWords = Pick<DenialAdvice, "title" | "detail" | "steps" | "action">;

/** The words for an advice. The one table of them; sentences about the node are the verdict's own. */
export function adviceWords(code: AdviceCode, facts: DenialFacts, known: KnownNode, tag: TagSpec): AdviceWords {
  return WORDS[code](facts, known, tag);
}

type Writer = (facts: DenialFacts, known: KnownNode, tag: TagSpec) => AdviceWords;

const NOT_THE_TAG = "The tag on the instance makes no difference here.";
const REFRESH = "Refresh the estate, then look again.";

const WORDS: Readonly<Record<AdviceCode, Writer>> = {
  "tag-absent": (_, known, tag) => ({
    title: "The node is not tagged.",
    detail: blockerSentence(known, tag, "tag-absent"),
    steps: [`Tag the node with ${written(tag)}.`, "Wait until it is verified, then try again."],
    action: "tag",
  }),
  "tag-wrong": (_, known, tag) => ({
    title: `The node’s tag does not have the value that the policy asks for.`,
    detail: blockerSentence(known, tag, "tag-wrong-value"),
    steps: [`Fix the value: ${written(tag)}, letter by letter.`, "Wait until it is verified, then try again."],
    action: "normalise",
  }),
  "tag-conflict": (_, known, tag) => ({
    title: "The node has several spellings of the tag.",
    detail: blockerSentence(known, tag, "tag-conflict"),
    steps: [`Keep ${written(tag)} alone.`, "Wait until it is verified, then try again."],
    action: "normalise",
  }),
  "tags-unread": (_, known, tag) => ({
    title: "The node’s tags could not be read, so it cannot be told whether the tag is missing.",
    detail: blockerSentence(known, tag, "tags-unread"),
    steps: ["Allow the dashboard to read tags in this account and region.", REFRESH],
    action: null,
  }),
  "policy-node": ({ nodeId, action }, known, tag) => ({
    title: "The policy does not allow this on the node, tagged or not.",
    detail: `${blockerSentence(known, tag, "policy-node", "policy-explicit-deny")}${
      nodeId?.startsWith("mi-")
        ? " The documented policies name EC2 instances only: hybrid nodes (mi-) need a resource of their own."
        : ""
    }`,
    steps: [
      `Correct the role’s policy: ${action ?? "the action"} has to be allowed on the node’s ARN, in its partition and account.`,
    ],
    action: "policy",
  }),
  "policy-unknown": (_, known, tag) => ({
    title: "It cannot be told from here whether the policy allows this.",
    detail: blockerSentence(known, tag, "policy-unknown"),
    steps: ["Look at the reasons in the node’s details.", "Try IAM’s policy simulator with the role itself."],
    action: "policy",
  }),
  "reachable-now": ({ principal }, _, tag) => ({
    title: "The node is in order now, under the policy in force.",
    detail: `It has the tag ${written(tag)}, or the policy does not ask for one. It may have been tagged after the denial; IAM may take some seconds to see a new tag; or ${
      principal === undefined ? "the caller" : "this principal"
    } has another policy than the one that is assumed here.`,
    steps: ["Try again.", "If it is denied once more, compare the role’s own policy with the one in force (Policy)."],
    action: "policy",
  }),
  "node-not-listed": ({ nodeId, account, region }) => ({
    title: "The node is not in the estate that was read.",
    detail: `${nodeId ?? "It"} may be terminated, or be in an account or region that is not configured${
      account === undefined ? "" : ` (the message names ${[account, region].filter((part) => part !== undefined).join(", ")})`
    }.`,
    steps: ["Check that its account and region are configured.", REFRESH],
    action: null,
  }),
  "node-unread": ({ account, region }) => ({
    title: "The node’s account and region could not be read, so nothing can be said of its tag.",
    detail: `${[account, region].filter((part) => part !== undefined).join(" ")} is a gap, or is still being read.`,
    steps: ["See what is in the way of reading it (Instances, scope bar).", REFRESH],
    action: null,
  }),
  "node-masked": ({ resource }) => ({
    title: "The message is about a node, but does not give its whole id.",
    detail: `It says ${resource ?? "nothing of it"}. Where the policy asks for the tag, a missing tag is the usual reason on the node’s leg.`,
    steps: ["Paste the error with the whole id, or look the node up on the Instances screen."],
    action: null,
  }),
  "document-leg": ({ document, action, resource }) => ({
    title: `The role may not use the document ${document ?? ""} for ${action ?? "this"}.`.replaceAll("  ", " "),
    detail: `${NOT_THE_TAG} ${action ?? "The action"} needs the document and the node, each allowed; here the document is not: ${resource ?? ""}. Documents of AWS have no account in their ARN, and none can carry your tag.`,
    steps: [
      "Allow the action on the document’s ARN in a statement without a tag condition.",
      "Mind the partition (arn:aws, arn:aws-us-gov, …) and the empty account of AWS’s own documents.",
    ],
    action: "policy",
  }),
  "default-shell-document": () => ({
    title: "The role may not use the default shell’s session document.",
    detail: `${NOT_THE_TAG} Starting a session without naming a document uses SSM-SessionManagerRunShell, and that has to be allowed too. The documented policies do not name it.`,
    steps: ["Allow ssm:StartSession on document/SSM-SessionManagerRunShell, without a tag condition."],
    action: "policy",
  }),
  "session-leg": () => ({
    title: "The role may not end or resume this session.",
    detail: `${NOT_THE_TAG} TerminateSession and ResumeSession are authorised on the session’s ARN; a statement on instances or documents does not cover it. The AWS CLI calls TerminateSession first of all where its Session Manager plugin is missing.`,
    steps: [
      "Allow them on session/*, limited to the role’s own sessions by their tag.",
      "If it came from aws ssm start-session, install the Session Manager plugin.",
    ],
    action: "policy",
  }),
  "no-resource-level": ({ action }) => ({
    title: `${action ?? "The action"} has to be allowed on "*".`,
    detail: `${NOT_THE_TAG} The action has no resource level: a statement on instances or documents never covers it. The documented pair has it on instances only.`,
    steps: [`Allow ${action ?? "it"} in a statement with Resource "*".`],
    action: "policy",
  }),
  "asked-for-everything": ({ action }) => ({
    title: "The request named no single node.",
    detail: `${action ?? "The action"} was asked for on everything at once; a statement for tagged nodes does not cover that.`,
    steps: ["Name the instances in the request.", "Or see which statement is meant to allow it."],
    action: "policy",
  }),
  "identity-deny": ({ policyArn, policyType }) => ({
    title: "A policy denies it explicitly.",
    detail: `${NOT_THE_TAG} No Allow undoes a Deny${policyType === undefined ? ", and the message does not say in which kind of policy it stands" : ""}.${named(policyArn)}`,
    steps: [
      "Find the Deny statement and its condition.",
      "Change the request so that it does not apply, or have its owner change it.",
    ],
    action: "policy",
  }),
  "organization-policy": ({ deny, policyType, policyArn, account }) => ({
    title: `A ${policyType ?? "policy"} of the organization ${deny === "implicit" ? "does not allow it" : "denies it"}.`,
    detail: `${NOT_THE_TAG} Nor does the role’s policy: the organization’s stands above it.${named(policyArn)}`,
    steps: [
      `Ask those who look after the organization’s policies${account === undefined ? "" : ` for account ${account}`}; give them this message.`,
    ],
    action: null,
  }),
  "permissions-boundary": ({ deny, policyArn }) => ({
    title: `The role’s permissions boundary ${deny === "implicit" ? "does not allow it" : "denies it"}.`,
    detail: `${NOT_THE_TAG} The boundary limits the role whatever its policies say.${named(policyArn)}`,
    steps: ["Have the boundary allow the action, or use a role without it."],
    action: null,
  }),
  "session-policy": ({ deny, policyArn }) => ({
    title: `The session’s own policy ${deny === "implicit" ? "does not allow it" : "denies it"}.`,
    detail: `${NOT_THE_TAG} A session policy is handed over when the role is assumed, and can only take away.${named(policyArn)}`,
    steps: ["Look at how the role is assumed: the session policy is set there."],
    action: null,
  }),
  "vpc-endpoint-policy": ({ deny, policyArn, through }) => ({
    title: `The policy of the VPC endpoint ${deny === "implicit" ? "does not allow it" : "denies it"}.`,
    detail: `${NOT_THE_TAG} The request went through a VPC endpoint whose policy stands in the way${through === undefined ? "" : ` (through a ${through})`}.${named(policyArn)}`,
    steps: ["Have the endpoint’s policy allow the action."],
    action: null,
  }),
  "resource-policy": ({ deny, resource }) => ({
    title: `The resource’s own policy ${deny === "implicit" ? "does not allow it" : "denies it"}.`,
    detail: `${NOT_THE_TAG}${resource === undefined ? "" : ` The policy is attached to ${resource}.`}`,
    steps: ["Have the owner of the resource allow the principal."],
    action: null,
  }),
  "trust-policy": ({ deny }) => ({
    title: `The role’s trust policy ${deny === "implicit" ? "does not let this principal in" : "denies this principal"}.`,
    detail: NOT_THE_TAG,
    steps: ["Check the principal and the ExternalId in the trust policy of the role."],
    action: null,
  }),
  "assume-role": ({ resource, principal }) => ({
    title: `${principal === undefined ? "The caller" : "The principal"} may not assume the role.`,
    detail: `${NOT_THE_TAG} Both sides have to allow it: a policy of the caller on ${resource ?? "the role"}, and the trust policy of the role. AWS gives the same message where the role does not exist.`,
    steps: [
      "Check the role’s name and account.",
      "Check its trust policy and ExternalId.",
      "Check that the caller may call sts:AssumeRole on it.",
    ],
    action: null,
  }),
  "tagging-denied": ({ action, nodeId }) => ({
    title: `${action ?? "Tagging"} was denied: the caller may not change tags${nodeId === undefined ? "" : ` of ${nodeId}`}.`,
    detail: "This is about writing the tag, not about reaching the node: a tag that is missing or wrong is not the reason.",
    steps: [
      "If this is the dashboard, give it the write policy of the README; it allows this tag alone.",
      "If this is Cado’s role, it is right that it may not: whoever can tag can let itself in.",
    ],
    action: "policy",
  }),
  "encoded-only": () => ({
    title: "AWS says what was denied in the encoded message only.",
    detail: "Decoded, it names the action, the resource, the principal and the statements that matched.",
    steps: ["Decode it (needs sts:DecodeAuthorizationMessage in the account that was called)."],
    action: "decode",
  }),
  "no-detail": () => ({
    title: "It is a denial, but the message does not say of what.",
    detail: "Older services answer without action and resource.",
    steps: ["Look the call up in CloudTrail by its request id, and paste the record here."],
    action: null,
  }),
  "other-action": ({ action }) => ({
    title: `${action ?? "The action"} is not one that the tag opens.`,
    detail: `${NOT_THE_TAG} It opens ssm:SendCommand and ssm:StartSession on nodes alone.`,
    steps: ["Allow the action on the resource in a policy of the principal, if it needs it."],
    action: null,
  }),
};

function written({ key, value }: TagSpec): string {
  return `${key}=${value}`;
}

function named(policyArn: string | undefined): string {
  return policyArn === undefined ? "" : ` It is ${policyArn}.`;
}

function blockerSentence(known: KnownNode, tag: TagSpec, ...codes: readonly BlockerCode[]): string {
  const blocker = known.state === "known" ? known.nodeLeg.find(({ code }) => codes.includes(code)) : undefined;
  return blocker === undefined ? "" : blockerWords(blocker, tag).sentence;
}
