// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
"use client";

import { functionalUpdate, type RowData, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { cellClass } from "./cell-class.ts";
import { type GridColumn, gridFeatures } from "./grid-features.ts";
import { GridHeader } from "./grid-header.tsx";
import type { GridParts } from "./grid-parts.ts";
import { GridRow } from "./grid-row.tsx";
import { GroupRow } from "./group-row.tsx";
import { useGrid } from "./use-grid.ts";
import { useIsNarrower } from "./use-is-narrower.ts";

export type GridSort = { field: string; direction: "asc" | "desc" };

export type DataGridProps<Row extends RowData> = GridParts<Row> & {
  columns: readonly GridColumn<Row>[];
  /** Ids of the columns to show, in this order. */
  shown: readonly string[];
  sort: GridSort | null;
  onSort: (sort: GridSort) => void;
  /** What the header's checkbox chooses: "Select all 8,214 matching". */
  selectAllLabel: string;
  className?: string;
};

const LINE_HEIGHT = 36;
const HEADER_HEIGHT = 34;
const CHECKBOX_WIDTH = 40;

/** A table of any number of rows, of which only those in view are made. Keyboard: see grid-keys.ts. */
export function DataGrid<Row extends RowData>(props: DataGridProps<Row>) {
  const { columns, shown, sort, source, selection } = props;
  const scroller = props.gridRef;
  const { grid, rows, data, groups, onClick, height } = useGrid(props, {
    lineHeight: LINE_HEIGHT,
    scroller,
    offset: HEADER_HEIGHT,
    covered: HEADER_HEIGHT,
  });
  const columnOrder = useMemo(() => [...shown], [shown]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id = "" }) => [id, shown.includes(id)])),
    [columns, shown],
  );
  const table = useTable({
    features: gridFeatures,
    columns,
    data,
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
      if (next !== undefined) props.onSort({ field: next.id, direction: next.desc ? "desc" : "asc" });
    },
  });

  const tableRows = table.getRowModel().rows;
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const metas = headers.map((header) => header.column.columnDef.meta ?? { minWidth: 120, grow: 1 });
  const template = [`${CHECKBOX_WIDTH}px`, ...metas.map((meta) => `minmax(${meta.minWidth}px, ${meta.grow}fr)`)].join(" ");
  const minWidth = metas.reduce((sum, meta) => sum + meta.minWidth, CHECKBOX_WIDTH);

  const overflows = useIsNarrower(scroller, minWidth);

  return (
    <div className={classNames("relative flex min-h-0 flex-col", props.className)}>
      <div
        {...grid}
        ref={scroller}
        role="grid"
        data-overflows={overflows || undefined}
        aria-colcount={headers.length + 1}
        className="group/grid relative min-h-0 flex-1 overflow-auto overscroll-contain outline-none"
      >
        <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth }}>
          <div
            role="row"
            aria-rowindex={1}
            className="grid border-b bg-sunken text-xs text-ink-2"
            style={{ gridTemplateColumns: template, height: HEADER_HEIGHT }}
          >
            <div
              role="columnheader"
              aria-colindex={1}
              className={classNames("flex items-center justify-center", cellClass("choose"))}
            >
              <Checkbox
                aria-label={props.selectAllLabel}
                title={props.selectAllLabel}
                checked={selection.shown === "all"}
                indeterminate={selection.shown === "some"}
                disabled={source.count === 0}
                onChange={(event) => selection.setAll(event.currentTarget.checked)}
              />
            </div>
            {headers.map((header, at) => (
              <GridHeader key={header.id} header={header} position={at + 2} />
            ))}
          </div>
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid above answers the keys for all rows. */}
        <div role="rowgroup" className="relative" style={{ minWidth, height }} onClick={onClick}>
          {groups.map((group) => (
            <GroupRow
              key={`group ${group.number}`}
              {...group}
              height={LINE_HEIGHT}
              columns={headers.length + 1}
              onChoose={selection.setSpan}
            />
          ))}
          {rows.map(({ key, ...row }, at) => {
            const tableRow = tableRows[at];
            return tableRow && <GridRow key={key} {...row} tableRow={tableRow} height={LINE_HEIGHT} template={template} />;
          })}
        </div>
      </div>
      {source.count === 0 && <div className="absolute inset-x-0 top-9 bottom-0 overflow-auto">{props.empty}</div>}
    </div>
  );
}
