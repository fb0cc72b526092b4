import { isAgentAtLeast } from "./agent-version.ts";
import { awsDocumentArn } from "./arn.ts";
import { askDocument } from "./ask-policy.ts";
import type { Authorize } from "./authorization.ts";
import { CAPABILITY_NEEDS, documentsFor, servesEveryPlatform } from "./capability.ts";
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
  const blockers = [
    ...partitionBlockers(node),
    ...stateBlockers(node),
    ...ssmBlockers(node, capability),
    ...decideNodeLeg(node, action, tag, authorize),
    ...decideDocumentLeg(node, capability, authorize),
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
 * The document is the platform's. Where the platform is not known, only an answer that every platform's document shares
 * counts, and a capability that not every platform has stays unknown.
 */
function decideDocumentLeg(node: Node, capability: Capability, authorize: Authorize): readonly Blocker[] {
  const { platform } = node;
  const { action } = CAPABILITY_NEEDS[capability];
  const unread: Blocker = { code: "platform-unread", layer: "platform", effect: "unknown" };
  const legs = documentsFor(capability, platform).map((name) => {
    const answer = askDocument(authorize, action, node, name);
    const resource = awsDocumentArn(node.partition, node.region, name);
    return { result: answer.result, blocker: policyBlocker("policy-document", action, resource, answer) };
  });
  const [first] = legs;
  if (first === undefined) return [{ code: "platform-unsupported", layer: "platform", effect: "blocks", platform }];
  if (legs.every(({ result }) => result === first.result)) {
    const isOpen = platform === "unknown" && !servesEveryPlatform(capability);
    return [...(isOpen ? [unread] : []), ...(first.result === "allowed" ? [] : [first.blocker])];
  }
  return [unread, ...legs.flatMap(({ result, blocker }) => (result === "unknown" ? [blocker] : []))];
}
