import "server-only";
import type { NodeState } from "#lib/domain/node.ts";

const STATES: ReadonlySet<string> = new Set<NodeState>([
  "pending",
  "running",
  "shutting-down",
  "terminated",
  "stopping",
  "stopped",
]);

/** EC2's name of a state as ours; one that EC2 adds some day is unknown to us. */
export function toNodeState(name: string | undefined): NodeState {
  return name !== undefined && isState(name) ? name : "unknown";
}

function isState(text: string): text is NodeState {
  return STATES.has(text);
}
