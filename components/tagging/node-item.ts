import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { rowOf } from "./reach-gain.ts";

export type NodeItemStatus = { tone: "full" | "half" | "open" | "barred" | "unknown"; word: string };

/** One line of the list: who it is, what becomes of its tag, how far that is. */
export type NodeItem = {
  name: string;
  id: string;
  place: string;
  from: string | null;
  to: string | null;
  status: NodeItemStatus | null;
  problem: Problem | null;
};

/** Who a node is, in words: its name where the estate knows one, and where it is. */
export function identityOf(target: TaggingTarget, snapshot: Snapshot): Pick<NodeItem, "name" | "id" | "place"> {
  const row = rowOf(snapshot, target);
  return {
    name: row === undefined ? "" : snapshot.node(row).name,
    id: target.id,
    place: placeWords(snapshot, target.account, target.region),
  };
}

/** "prod · eu-west-1"; the account's id where it has no label. */
export function placeWords({ accounts }: Snapshot, account: string, region: string): string {
  return `${accounts.find(({ id }) => id === account)?.label || account} · ${region}`;
}
