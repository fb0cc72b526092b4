import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, PlannedNode, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { NodeItem, NodeItemStatus } from "./node-item.ts";
import { plannedItem } from "./planned-item.ts";
import { foundWords } from "./tag-change-words.ts";

const STATUSES: Readonly<Record<OutcomeState, NodeItemStatus>> = {
  pending: { tone: "open", word: "Waiting" },
  written: { tone: "half", word: "Written, not seen yet" },
  verified: { tone: "full", word: "Verified" },
  already: { tone: "full", word: "Right already" },
  failed: { tone: "barred", word: "Failed" },
  skipped: { tone: "unknown", word: "Not sent" },
};

/** Before the first line of the job's stream, or where none comes: the node may be written by now. */
const NOT_SEEN: NodeItemStatus = { tone: "unknown", word: "Not seen yet" };

/** A node of a running or ended job as a line: its plan, and what has come of it as far as that has been seen. */
export function outcomeItem(node: PlannedNode, outcome: TaggingOutcome | undefined, tag: TagSpec, snapshot: Snapshot): NodeItem {
  const planned = plannedItem(node, tag, snapshot);
  if (outcome === undefined) return { ...planned, status: NOT_SEEN };
  const status = STATUSES[outcome.state];
  return {
    ...planned,
    // What was read back, where it was: not what was hoped for.
    to: outcome.after === null ? planned.to : foundWords(outcome.after.found, tag),
    status,
    problem: outcome.problem ?? null,
  };
}
