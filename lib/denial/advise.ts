import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { AdviceCode, DenialAdvice, KnownNode } from "./advice.ts";
import { adviceWords } from "./advice-words.ts";
import type { DenialFacts, DenyingPolicyType } from "./denial.ts";

/**
 * What a denial means and what to do about exactly this one. A missing tag is named as the reason only where the message
 * is about the node, no other kind of policy denied, and the node's tags say so now. `tag` is the estate's.
 */
export function adviseOnDenial(facts: DenialFacts, known: KnownNode, tag: TagSpec): DenialAdvice {
  const code = adviceCode(facts, known);
  return { code, tag: TAG_ROLES[code] ?? "is-not-the-reason", ...adviceWords(code, facts, known, tag) };
}

const TAG_ROLES: Readonly<Partial<Record<AdviceCode, DenialAdvice["tag"]>>> = {
  "tag-absent": "is-the-reason",
  "tag-wrong": "is-the-reason",
  "tag-conflict": "is-the-reason",
  "tags-unread": "may-be-the-reason",
  "policy-unknown": "may-be-the-reason",
  "reachable-now": "may-be-the-reason",
  "node-not-listed": "may-be-the-reason",
  "node-unread": "may-be-the-reason",
  "node-masked": "may-be-the-reason",
  "encoded-only": "may-be-the-reason",
  "no-detail": "may-be-the-reason",
};

/** The actions that the tag opens. */
const TAGGED_ACTIONS: ReadonlySet<string> = new Set(["ssm:sendcommand", "ssm:startsession"]);

const TAGGING_ACTIONS: ReadonlySet<string> = new Set([
  "ec2:createtags",
  "ec2:deletetags",
  "ssm:addtagstoresource",
  "ssm:removetagsfromresource",
]);

/** SSM actions without a resource level that Cado calls (Service Authorization Reference). */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
  "ssm:describeinstanceinformation",
  "ssm:describeinstanceproperties",
  "ssm:describesessions",
  "ssm:getcommandinvocation",
  "ssm:getinventory",
  "ssm:listcommands",
  "ssm:listcommandinvocations",
  "ssm:cancelcommand",
  "ssmmessages:createdatachannel",
  "ssmmessages:opendatachannel",
]);

/** A type other than the role's own policy, which no tag and no statement of the role can overcome. */
const OTHER_POLICIES: Readonly<Partial<Record<DenyingPolicyType, AdviceCode>>> = {
  "service control policy": "organization-policy",
  "resource control policy": "organization-policy",
  "permissions boundary": "permissions-boundary",
  "session policy": "session-policy",
  "VPC endpoint policy": "vpc-endpoint-policy",
  "resource-based policy": "resource-policy",
  "role trust policy": "trust-policy",
};

function adviceCode(facts: DenialFacts, known: KnownNode): AdviceCode {
  const { policyType, resourceKind } = facts;
  const other = policyType === undefined ? undefined : OTHER_POLICIES[policyType];
  if (other !== undefined) return other;
  if (facts.deny === "explicit") return "identity-deny";
  const action = facts.action?.toLowerCase();
  if (action === undefined) return facts.encodedMessage === undefined ? "no-detail" : "encoded-only";
  if (action.startsWith("sts:assumerole")) return "assume-role";
  if (TAGGING_ACTIONS.has(action)) return "tagging-denied";
  if (WITHOUT_RESOURCE.has(action)) return "no-resource-level";
  if (resourceKind === "session" || action === "ssm:terminatesession" || action === "ssm:resumesession") return "session-leg";
  if (!TAGGED_ACTIONS.has(action)) return "other-action";
  if (resourceKind === "document") return facts.document === DEFAULT_SHELL ? "default-shell-document" : "document-leg";
  if (resourceKind === "wildcard") return "asked-for-everything";
  if (resourceKind !== "instance" && resourceKind !== "managed-instance") return "no-detail";
  return nodeCode(facts, known);
}

const DEFAULT_SHELL = "SSM-SessionManagerRunShell";

function nodeCode({ nodeId }: DenialFacts, known: KnownNode): AdviceCode {
  if (nodeId === undefined || !/^m?i-[0-9a-f]{8,17}$/.test(nodeId)) return "node-masked";
  if (known.state === "unread") return "node-unread";
  if (known.state !== "known") return "node-not-listed";
  const codes = known.nodeLeg.map(({ code }) => code);
  if (codes.length === 0) return "reachable-now";
  if (codes.includes("tag-absent")) return "tag-absent";
  if (codes.includes("tag-wrong-value")) return "tag-wrong";
  if (codes.includes("tag-conflict")) return "tag-conflict";
  if (codes.includes("tags-unread")) return "tags-unread";
  return codes.includes("policy-node") || codes.includes("policy-explicit-deny") ? "policy-node" : "policy-unknown";
}
