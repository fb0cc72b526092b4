import { functionalUpdate, useTable } from "@tanstack/react-table";
import { memo, useMemo } from "react";
import type { GridColumn } from "./grid-column.ts";
import { columnDef, gridFeatures } from "./grid-features.ts";
import { GridHeader } from "./grid-header.tsx";

export type GridSort = { field: string; direction: "asc" | "desc" };

export type GridHeadersProps = {
  columns: readonly GridColumn<never>[];
  /** Ids of the columns to show, in this order. */
  shown: readonly string[];
  sort: GridSort | null;
  onSort: (sort: GridSort) => void;
};

/** The heads of the columns. Drawn again only when something about them changes, not when other rows are found. */
export const GridHeaders = memo(function GridHeaders({ columns, shown, sort, onSort }: GridHeadersProps) {
  const defs = useMemo(() => columns.map(columnDef), [columns]);
  const columnOrder = useMemo(() => [...shown], [shown]);
  const columnVisibility = useMemo(() => Object.fromEntries(columns.map(({ id }) => [id, shown.includes(id)])), [columns, shown]);
  const table = useTable({
    features: gridFeatures,
    columns: defs,
    data: NO_ROWS,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      sorting: sort === null ? [] : [{ id: sort.field, desc: sort.direction === "desc" }],
      columnOrder,
      columnVisibility,
    },
    onSortingChange: (updater) => {
      const [next] = functionalUpdate(updater, []);
      if (next !== undefined) onSort({ field: next.id, direction: next.desc ? "desc" : "asc" });
    },
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return headers.map((header, at) => <GridHeader key={header.id} header={header} position={at + 2} />);
});

const NO_ROWS: never[] = [];
