import type { PlannedNode } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { rowOf } from "./reach-gain.ts";
import { afterSteps } from "./tag-change-words.ts";

/** AWS allows 50 tags on a resource; its own (`aws:`) do not count (EC2 user guide, "Tag restrictions"). */
export const MOST_TAGS = 50;

/** From so many on it is told beforehand. */
const NEAR = 45;

/** A node that will be near the limit: tags on it now, and after its change. */
export type NearLimit = { node: PlannedNode; now: number; after: number };

/** Nodes that get a tag more and are near AWS's limit with it, fullest first; told from the tags as last read. */
export function nearTagLimit(
  snapshot: Snapshot,
  changes: readonly Extract<PlannedNode, { plan: "change" }>[],
): readonly NearLimit[] {
  return changes
    .flatMap((node) => {
      const row = rowOf(snapshot, node);
      const tags = row === undefined ? null : snapshot.node(row).tags;
      if (tags === null) return [];
      const more = afterSteps(node.before.found, node.steps).length - node.before.found.length;
      const now = Object.keys(tags).filter((key) => !key.startsWith("aws:")).length;
      return more > 0 && now >= NEAR ? [{ node, now, after: now + more }] : [];
    })
    .sort((one, other) => other.after - one.after);
}
