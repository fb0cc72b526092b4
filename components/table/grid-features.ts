import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  metaHelper,
  type RowData,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/**
 * How a column shares the width: never narrower than `minWidth` px, `grow` parts of what is left over. A pinned one stays
 * in view at its side while the others scroll by.
 */
export type GridColumnMeta = { minWidth: number; grow: number; align?: "end"; pinned?: "start" | "end" };

/** Order, visibility and the state of the headers are TanStack's; rows come sorted and cut to what is in view. */
export const gridFeatures = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: metaHelper<GridColumnMeta>(),
});

export type GridColumn<Row extends RowData> = ColumnDef<typeof gridFeatures, Row, unknown>;
