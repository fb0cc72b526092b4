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
export function StateText({ state }: { state: NodeState }) {
  return (
    <span className={state === "running" || state === "none" ? "text-ink-2" : "text-ink-3 italic"}>{STATE_WORDS[state]}</span>
  );
}
