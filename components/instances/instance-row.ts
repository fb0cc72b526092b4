import type { Cell } from "#lib/domain/cell.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { Blocker, Capability, Reach } from "#lib/domain/verdict.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { accountLabel } from "./account-label.ts";

/** What the table shows of one node. Made for rows in view only. */
export type InstanceRow = {
  /** Row number in the snapshot. */
  key: number;
  node: Node;
  /** The account's label, else its id. */
  account: string;
  reach: Reach;
  /** What to show first of what stands in the way; null where nothing does. */
  blocker: Blocker | null;
  tag: TagReading;
  cell: Cell | undefined;
};

export function instanceRow(verdicts: VerdictColumns, row: number, capability: Capability): InstanceRow {
  const { snapshot } = verdicts;
  const node = snapshot.node(row);
  return {
    key: row,
    node,
    account: accountLabel(snapshot.accounts, node.account),
    reach: verdicts.reach(row, capability),
    blocker: verdicts.firstBlocker(row, capability),
    tag: verdicts.tagReading(row),
    cell: snapshot.cells[snapshot.cellOf(row)],
  };
}

/** What a node is called aloud: its name, else its id. */
export function nodeName({ node }: InstanceRow): string {
  return node.name === "" ? node.id : node.name;
}
