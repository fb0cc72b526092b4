import { isAgentAtLeast } from "./agent-version.ts";
import { awsDocumentArn } from "./arn.ts";
import { askDocument } from "./ask-policy.ts";
import type { Authorize } from "./authorization.ts";
import { CAPABILITY_NEEDS, documentsFor } from "./capability.ts";
import { decideNodeLeg } from "./decide-node-leg.ts";
import type { Node } from "./node.ts";
import { policyBlocker } from "./policy-blocker.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { Blocker, Capability, Verdict } from "./verdict.ts";

/**
 * Whether Cado can use a capability on a node, and everything that stands in the way, in chain order: partition, state,
 * SSM, platform, tag, policy. `authorize` is the policy in force; `tag` is the tag that it asks for.
 *
 * What is not known is a blocker with effect "unknown", never a pass: an agent that does not tell its version, an
 * operating system that is not told where the answer depends on it, tags that were not read.
 */
export function decideVerdict(node: Node, capability: Capability, tag: TagSpec, authorize: Authorize): Verdict {
  const { action } = CAPABILITY_NEEDS[capability];
  const documents = decideDocumentLeg(node, capability, authorize);
  const blockers = [
    ...partitionBlockers(node),
    ...stateBlockers(node),
    ...ssmBlockers(node, capability),
    ...documents.platform,
    ...decideNodeLeg(node, action, tag, authorize),
    ...documents.policy,
  ].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
  const verdict =
    blockers.length === 0 ? "reachable" : blockers.some(({ effect }) => effect === "blocks") ? "blocked" : "unknown";
  return { verdict, blockers };
}

const LAYERS = ["partition", "state", "ssm", "platform", "tag", "policy"];

/** "Does not currently support direct deployment into AWS China" (Cado); of the others nothing is said but GovCloud: ask. */
function partitionBlockers({ partition }: Node): readonly Blocker[] {
  return partition === "aws-cn" ? [{ code: "partition-unsupported", layer: "partition", effect: "blocks", partition }] : [];
}

function stateBlockers({ state }: Node): readonly Blocker[] {
  if (state === "running" || state === "none") return [];
  if (state === "unknown") return [{ code: "state-unread", layer: "state", effect: "unknown" }];
  return [{ code: "not-running", layer: "state", effect: "blocks", state }];
}

function ssmBlockers(node: Node, capability: Capability): readonly Blocker[] {
  const { ssm, lastPing } = node;
  if (ssm === "unknown") return [{ code: "ssm-unread", layer: "ssm", effect: "unknown" }];
  if (ssm === "not-managed") {
    // SSM does not list stopped and terminated nodes, so that they are missing from its list tells nothing.
    const told = node.state === "running" || node.state === "none";
    return [
      told ? { code: "not-managed", layer: "ssm", effect: "blocks" } : { code: "ssm-unread", layer: "ssm", effect: "unknown" },
    ];
  }
  const agent = agentBlockers(node, capability);
  if (ssm === "connection-lost") return [{ code: "connection-lost", layer: "ssm", effect: "blocks", lastPing }, ...agent];
  if (ssm === "inactive") return [{ code: "inactive", layer: "ssm", effect: "blocks", lastPing }, ...agent];
  return agent;
}

function agentBlockers({ agentVersion: version }: Node, capability: Capability): readonly Blocker[] {
  const { minimumAgent: minimum } = CAPABILITY_NEEDS[capability];
  if (minimum === null) return [];
  const isEnough = isAgentAtLeast(version, minimum);
  if (isEnough === null) return [{ code: "agent-unread", layer: "ssm", effect: "unknown" }];
  return isEnough ? [] : [{ code: "agent-too-old", layer: "ssm", effect: "blocks", version, minimum }];
}

/**
 * The document is the platform's. Where the platform is not known and it has several, only an answer that they share
 * counts; a capability of one platform alone stays unknown.
 */
function decideDocumentLeg(
  node: Node,
  capability: Capability,
  authorize: Authorize,
): { platform: readonly Blocker[]; policy: readonly Blocker[] } {
  const { action, documents: all } = CAPABILITY_NEEDS[capability];
  const documents = documentsFor(capability, node.platform);
  if (documents.length === 0) {
    return {
      platform: [{ code: "platform-unsupported", layer: "platform", effect: "blocks", platform: node.platform }],
      policy: [],
    };
  }
  const answers = documents.map((name) => ({ name, answer: askDocument(authorize, action, node, name) }));
  const open = answers.filter(({ answer }) => answer.result !== "allowed");
  const agree = answers.every(({ answer }) => answer.result === answers[0]?.answer.result);
  const servesAll = ["linux", "macos", "windows"].every((platform) => Object.hasOwn(all, platform));
  const platform: readonly Blocker[] =
    node.platform === "unknown" && (!agree || !servesAll)
      ? [{ code: "platform-unread", layer: "platform", effect: "unknown" }]
      : [];
  if (!agree && node.platform === "unknown") {
    const unclear = open.filter(({ answer }) => answer.result === "unknown");
    return { platform, policy: unclear.map(({ name, answer }) => documentBlocker(node, action, name, answer)) };
  }
  return { platform, policy: open.slice(0, 1).map(({ name, answer }) => documentBlocker(node, action, name, answer)) };
}

function documentBlocker(node: Node, action: string, name: string, answer: Parameters<typeof policyBlocker>[3]): Blocker {
  return policyBlocker("policy-document", action, awsDocumentArn(node.partition, node.region, name), answer);
}
