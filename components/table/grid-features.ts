import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { GridColumn } from "./grid-column.ts";

/** Order, visibility and the state of the headers are TanStack's; it is given no rows, which come sorted and are drawn apart. */
export const gridFeatures = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: metaHelper<GridColumn<never>>(),
});

/** A column of the table that stands for a column of the grid, which is its meta. */
export function columnDef(column: GridColumn<never>): ColumnDef<typeof gridFeatures, never, unknown> {
  return { id: column.id, header: column.title, accessorFn: () => null, enableSorting: true, meta: column };
}
