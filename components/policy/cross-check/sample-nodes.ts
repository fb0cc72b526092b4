import type { NodeKey } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

/** Rows that are looked at for a sample: some milliseconds, however large the estate. */
const LOOKED_AT = 3_000;

/**
 * Up to `size` nodes that are as unlike each other as the estate allows: of every tag state, kind, platform and account
 * in turn. Another `turn` gives other nodes. Terminated nodes and those whose tags were not read are left out: nothing
 * can be asked about them.
 */
export function sampleNodes(snapshot: Snapshot, size: number, turn = 0): readonly NodeKey[] {
  const sorts = new Map<string, NodeKey[]>();
  const { rowCount, tag } = snapshot;
  const step = Math.max(1, Math.ceil(rowCount / LOOKED_AT));
  for (let row = turn % step; row < rowCount; row += step) {
    if (snapshot.isGone(row)) continue;
    const node = snapshot.node(row);
    if (node.tags === null || node.state === "terminated" || node.state === "shutting-down") continue;
    const sort = sortOf(node, readTagState(node.tags, tag).state);
    const { account, region, id } = node;
    const list = sorts.get(sort);
    if (list === undefined) sorts.set(sort, [{ account, region, id }]);
    else list.push({ account, region, id });
  }
  return inTurn([...sorts.values()], size, turn);
}

function sortOf({ account, kind, platform }: Node, tagState: string): string {
  return [tagState, kind, platform, account].join(" ");
}

/** One of each list, then another of each, from a place in the list that the turn moves along. */
function inTurn(lists: readonly (readonly NodeKey[])[], size: number, turn: number): readonly NodeKey[] {
  const picked: NodeKey[] = [];
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let round = 0; round < longest && picked.length < size; round += 1) {
    for (const list of lists) {
      const node = round < list.length ? list[(round + turn * 7) % list.length] : undefined;
      if (node !== undefined && picked.length < size) picked.push(node);
    }
  }
  return picked;
}
