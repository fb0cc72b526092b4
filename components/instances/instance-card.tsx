import { CellView } from "#components/table/cell-view.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { reachCell } from "./cells/reach-cell.ts";
import { ssmCell } from "./cells/ssm-cell.ts";
import { stateCell } from "./cells/state-cell.ts";
import { tagCell } from "./cells/tag-cell.ts";
import { PLATFORM_WORDS } from "./instance-columns.ts";
import { type InstanceRow, nodeName } from "./instance-row.ts";
import type { NodeAction } from "./next-action.ts";

export const CARD_HEIGHT = 132;

export type InstanceCardProps = {
  row: InstanceRow;
  tag: TagSpec;
  onFix: (row: InstanceRow, action: NodeAction) => void;
};

/** A row of the table where there is no room for columns: the same facts, one above the other. */
export function InstanceCard({ row, tag, onFix }: InstanceCardProps) {
  const { node } = row;
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <bdi className="min-w-0 truncate font-medium">{nodeName(row)}</bdi>
        <span className="ident shrink-0 text-ink-3">{node.id}</span>
      </div>
      <div className="truncate text-ink-2">
        <bdi>{row.account}</bdi> · {node.region} · <CellView content={stateCell(node.state)} /> · {PLATFORM_WORDS[node.platform]}
      </div>
      <div className="flex items-center gap-4 overflow-hidden">
        <CellView content={ssmCell(node.ssm, node.lastPing)} />
        <CellView content={tagCell(row.tag, tag)} />
      </div>
      <div className="mt-auto">
        <CellView content={reachCell(row, tag, onFix)} />
      </div>
    </div>
  );
}
