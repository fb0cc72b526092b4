import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, PlannedNode, TaggingAction, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { identityOf, type NodeItem, type NodeItemStatus } from "./node-item.ts";
import { afterSteps, foundWords } from "./tag-change-words.ts";

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

/** One node of a job: what was heard of it, and what was planned, where that is known here. */
export type JobNode = { node: TaggingTarget; outcome: TaggingOutcome | undefined; planned: PlannedNode | undefined };

/** A node of a running or ended job as a line: what was planned, and what has come of it as far as that has been seen. */
export function outcomeItem(
  { node, outcome, planned }: JobNode,
  { action, tag }: { action: TaggingAction; tag: TagSpec },
  snapshot: Snapshot,
): NodeItem {
  const before = outcome?.before ?? planned?.before ?? null;
  const from = before === null ? null : foundWords(before.found, tag);
  // What was read back once it is over, not what was hoped for; until then it is still on its way there.
  const over = outcome !== undefined && outcome.state !== "pending" && outcome.state !== "written";
  const to = over && outcome.after ? foundWords(outcome.after.found, tag) : hopedFor(outcome, planned, action, tag);
  return {
    ...identityOf(node, snapshot),
    from,
    to: to === from ? null : to,
    status: outcome === undefined ? NOT_SEEN : STATUSES[outcome.state],
    problem: outcome?.problem ?? null,
  };
}

function hopedFor(
  outcome: TaggingOutcome | undefined,
  planned: PlannedNode | undefined,
  action: TaggingAction,
  tag: TagSpec,
): string | null {
  if (outcome?.state === "already" || outcome?.state === "skipped") return null;
  if (planned !== undefined)
    return planned.plan === "change" ? foundWords(afterSteps(planned.before.found, planned.steps), tag) : null;
  switch (action) {
    case "tag":
    case "normalise":
      return foundWords([tag], tag);
    case "untag":
      return foundWords([], tag);
    case "undo":
      // Each node goes back to what it had, and that is told here only once it was read back.
      return null;
  }
}
