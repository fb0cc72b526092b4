import { OWNER_NAMES, type Owner, ownershipOf } from "#lib/domain/ownership.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { rowOf } from "./reach-gain.ts";

/** Nodes of one owner, and what that means for a tag that is put on by hand. */
export type DurabilityWarning = { key: string; owner: string; kind: string; durability: string; nodes: number };

/** Who makes or replaces the nodes, most nodes first. A node counts with the owner that replaces it soonest. */
export function durabilityWarnings(snapshot: Snapshot, nodes: readonly TaggingTarget[]): readonly DurabilityWarning[] {
  const owned = nodes.flatMap((target) => {
    const row = rowOf(snapshot, target);
    const [owner] = row === undefined ? [] : ownershipOf(snapshot.node(row).tags);
    return owner === undefined ? [] : [owner];
  });
  const groups = Map.groupBy(owned, ({ kind, name }) => JSON.stringify([kind, kind === "terraform" ? "" : name]));
  return [...groups]
    .flatMap(([key, owners]) => owners.slice(0, 1).map((owner) => warning(key, owner, owners.length)))
    .sort((a, b) => b.nodes - a.nodes);
}

function warning(key: string, { kind, name, durability }: Owner, nodes: number): DurabilityWarning {
  return { key, owner: kind === "terraform" ? "" : name, kind: OWNER_NAMES[kind], durability, nodes };
}
