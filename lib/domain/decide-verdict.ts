import type { Authorize } from "./authorization.ts";
import { CAPABILITY_NEEDS } from "./capability.ts";
import { decideDocumentLeg } from "./decide-document-leg.ts";
import { decideNodeLeg } from "./decide-node-leg.ts";
import type { Node } from "./node.ts";
import { nodeBlockers } from "./node-blockers.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { Blocker, Capability, Verdict } from "./verdict.ts";
import { verdictOf } from "./verdict-of.ts";

/**
 * Whether Cado can use a capability on a node, and everything that stands in the way, in chain order: partition, state,
 * SSM, platform, tag, policy. `authorize` is the policy in force; `tag` is the tag that it asks for.
 *
 * What is not known is a blocker with effect "unknown", never a pass: an agent that does not tell its version, an
 * operating system that is not told where the answer depends on it, tags that were not read.
 */
export function decideVerdict(node: Node, capability: Capability, tag: TagSpec, authorize: Authorize): Verdict {
  return verdictOf([...nodeBlockers(node, capability), ...policyBlockers(node, capability, tag, authorize)]);
}

/**
 * What the policy, the tag and the platform's document put in the way, in no order. Follows from the tags, the platform
 * and what names the node (partition, account, region, kind, id) alone.
 */
export function policyBlockers(node: Node, capability: Capability, tag: TagSpec, authorize: Authorize): readonly Blocker[] {
  const { action } = CAPABILITY_NEEDS[capability];
  return [...decideNodeLeg(node, action, tag, authorize), ...decideDocumentLeg(node, capability, authorize)];
}
