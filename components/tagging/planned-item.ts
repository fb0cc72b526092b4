import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PlannedNode } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { identityOf, type NodeItem } from "./node-item.ts";
import { afterSteps, foundWords } from "./tag-change-words.ts";

/** A planned node as a line of the review. */
export function plannedItem(node: PlannedNode, tag: TagSpec, snapshot: Snapshot): NodeItem {
  const identity = identityOf(node, snapshot);
  const from = node.before === null ? null : foundWords(node.before.found, tag);
  switch (node.plan) {
    case "change":
      return { ...identity, from, to: foundWords(afterSteps(node.before.found, node.steps), tag), status: null, problem: null };
    case "already":
      return { ...identity, from, to: null, status: null, problem: null };
    case "cannot":
      return { ...identity, from, to: null, status: null, problem: node.problem };
  }
}
