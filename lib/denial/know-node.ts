import type { Authorize } from "#lib/domain/authorization.ts";
import { decideNodeLeg } from "#lib/domain/decide-node-leg.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { KnownNode } from "./advice.ts";
import type { DenialFacts } from "./denial.ts";

/** What is true now of a node of the estate, for the action that was denied, under the policy in force. */
export function knowNode(node: Node, facts: DenialFacts, tag: TagSpec, authorize: Authorize): KnownNode {
  const isSession = facts.action?.toLowerCase() === "ssm:startsession";
  return {
    state: "known",
    node,
    tag: readTagState(node.tags, tag),
    nodeLeg: decideNodeLeg(node, isSession ? "ssm:StartSession" : "ssm:SendCommand", tag, authorize),
    runCommand: decideVerdict(node, "run-command", tag, authorize),
    portForwarding: decideVerdict(node, "port-forwarding", tag, authorize),
  };
}
