import { type RefObject, useMemo } from "react";
import { DataGrid } from "#components/table/data-grid.tsx";
import { DataList } from "#components/table/data-list.tsx";
import type { GridParts } from "#components/table/grid-parts.ts";
import { formatNumber } from "#components/ui/count.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { CARD_HEIGHT, InstanceCard } from "./instance-card.tsx";
import { columnsInShort, instanceColumns, tagKeysOf } from "./instance-columns.ts";
import type { InstanceRow } from "./instance-row.ts";
import type { Sort } from "./instances-url.ts";
import type { NodeAction } from "./next-action.ts";

export type InstancesTableProps = GridParts<InstanceRow> & {
  tag: TagSpec;
  /** Fields to show, in order. */
  columns: readonly string[];
  /** A table; else, where it is narrow, a list. */
  asColumns: boolean;
  /** The details stand beside it and take their share of the width. */
  detailsBeside: boolean;
  /** What scrolls where it is a list. */
  scroller: RefObject<HTMLElement | null>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onFix: (row: InstanceRow, action: NodeAction) => void;
};

/** Px of the search bar, which stays in view above a list. */
const BAR_HEIGHT = 64;

/** The instances as a table where there is room for columns, else as a list with the same facts. */
export function InstancesTable(props: InstancesTableProps) {
  const { tag, columns: fields, asColumns, detailsBeside, scroller, sort, onSort, onFix, ...parts } = props;
  const columns = useMemo(() => instanceColumns(tagKeysOf(fields), { tag, onFix }), [fields, tag, onFix]);
  const shown = useMemo(() => (detailsBeside ? columnsInShort(fields) : fields), [fields, detailsBeside]);
  if (asColumns) {
    return (
      <DataGrid
        {...parts}
        columns={columns}
        shown={shown}
        sort={sort}
        onSort={onSort}
        selectAllLabel={`Select all ${formatNumber(parts.source.count)} matching`}
        className="min-h-80 flex-1 border-t"
      />
    );
  }
  return (
    <DataList
      {...parts}
      rowHeight={CARD_HEIGHT}
      scroller={scroller}
      covered={BAR_HEIGHT}
      renderRow={(row) => <InstanceCard row={row} tag={tag} onFix={onFix} />}
    />
  );
}
