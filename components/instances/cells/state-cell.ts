import type { CellContent } from "#components/table/cell-content.ts";
import type { NodeState } from "#lib/domain/node.ts";

export const STATE_WORDS: Readonly<Record<NodeState, string>> = {
  pending: "Starting",
  running: "Running",
  "shutting-down": "Shutting down",
  terminated: "Terminated",
  stopping: "Stopping",
  stopped: "Stopped",
  none: "Hybrid",
  unknown: "Unknown",
};

/** EC2's state of a node; what is not running stands back. */
export function stateCell(state: NodeState): CellContent {
  const look = state === "running" || state === "none" ? "text-ink-2" : "text-ink-3 italic";
  return { parts: [{ as: "text", text: STATE_WORDS[state], look }] };
}
