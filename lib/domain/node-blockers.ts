import { isAgentAtLeast } from "./agent-version.ts";
import { CAPABILITY_NEEDS } from "./capability.ts";
import type { Node } from "./node.ts";
import type { Blocker, Capability } from "./verdict.ts";

/**
 * What stands in the way of a capability by what the node is, whatever its tags and the policy: partition, state, SSM.
 * Follows from partition, state, SSM state and agent version alone.
 */
export function nodeBlockers(
  node: Pick<Node, "partition" | "state" | "ssm" | "lastPing" | "agentVersion">,
  capability: Capability,
): readonly Blocker[] {
  return [...partitionBlockers(node), ...stateBlockers(node), ...ssmBlockers(node, capability)];
}

/** "Does not currently support direct deployment into AWS China" (Cado); of the others nothing is said but GovCloud: ask. */
function partitionBlockers({ partition }: Pick<Node, "partition">): readonly Blocker[] {
  return partition === "aws-cn" ? [{ code: "partition-unsupported", layer: "partition", effect: "blocks", partition }] : [];
}

function stateBlockers({ state }: Pick<Node, "state">): readonly Blocker[] {
  if (state === "running" || state === "none") return [];
  if (state === "unknown") return [{ code: "state-unread", layer: "state", effect: "unknown" }];
  return [{ code: "not-running", layer: "state", effect: "blocks", state }];
}

function ssmBlockers(
  node: Pick<Node, "state" | "ssm" | "lastPing" | "agentVersion">,
  capability: Capability,
): readonly Blocker[] {
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

function agentBlockers({ agentVersion: version }: Pick<Node, "agentVersion">, capability: Capability): readonly Blocker[] {
  const { minimumAgent: minimum } = CAPABILITY_NEEDS[capability];
  if (minimum === null) return [];
  const isEnough = isAgentAtLeast(version, minimum);
  if (isEnough === null) return [{ code: "agent-unread", layer: "ssm", effect: "unknown" }];
  return isEnough ? [] : [{ code: "agent-too-old", layer: "ssm", effect: "blocks", version, minimum }];
}
