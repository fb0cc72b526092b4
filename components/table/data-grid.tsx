"use client";

import { functionalUpdate, type RowData, useTable } from "@tanstack/react-table";
import { type ReactNode, useId, useMemo, useRef } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { type GridColumn, gridFeatures } from "./grid-features.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import type { GridSelection, GridSource } from "./grid-source.ts";
import { useGridNavigation } from "./use-grid-navigation.ts";
import { useRowPress } from "./use-row-press.ts";
import { useRowWindow } from "./use-row-window.ts";

export type GridSort = { field: string; direction: "asc" | "desc" };

export type DataGridProps<Row extends RowData> = {
  label: string;
  columns: readonly GridColumn<Row>[];
  /** Ids of the columns to show, in this order. */
  shown: readonly string[];
  sort: GridSort | null;
  onSort: (sort: GridSort) => void;
  source: GridSource<Row>;
  selection: GridSelection;
  /** What the header's checkbox chooses: "Select all 8,214 matching". */
  selectAllLabel: string;
  rowName: (row: Row) => string;
  /** The row whose details are open. */
  openKey: number | null;
  onOpen: (key: number) => void;
  onClose: () => void;
  /** Called when someone points, scrolls or types here: not the moment to move rows about. */
  onTouch: () => void;
  resetKey: string;
  busy: boolean;
  /** Shown in the place of rows where there are none. */
  empty: ReactNode;
  className?: string;
};

const ROW_HEIGHT = 36;
const HEADER_HEIGHT = 34;
const CHECKBOX_WIDTH = 40;

/** A table of any number of rows of which only those in view are made. Keyboard: see grid-keys.ts. */
export function DataGrid<Row extends RowData>(props: DataGridProps<Row>) {
  const { columns, shown, sort, source, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, scrollTo, page } = useRowWindow({
    source,
    scroller,
    rowHeight: ROW_HEIGHT,
    covered: HEADER_HEIGHT,
    resetKey: props.resetKey,
  });
  const navigation = useGridNavigation({ source, selection, page, scrollTo, onOpen: props.onOpen, onClose: props.onClose });
  const onClick = useRowPress(navigation.onPress);
  const idPrefix = useId();

  const items = virtualizer.getVirtualItems().filter((item) => item.index < source.count);
  const first = items[0]?.index ?? 0;
  const inView = items.length;
  const data = useMemo(() => Array.from({ length: inView }, (_, at) => source.rowAt(first + at)), [source, first, inView]);

  const table = useTable({
    features: gridFeatures,
    columns,
    data,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      sorting: sort === null ? [] : [{ id: sort.field, desc: sort.direction === "desc" }],
      columnOrder: [...shown],
      columnVisibility: Object.fromEntries(columns.map(({ id = "" }) => [id, shown.includes(id)])),
    },
    onSortingChange: (updater) => {
      const [next] = functionalUpdate(updater, []);
      if (next !== undefined) props.onSort({ field: next.id, direction: next.desc ? "desc" : "asc" });
    },
  });

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const metas = headers.map((header) => header.column.columnDef.meta ?? { minWidth: 120, grow: 1 });
  const template = [`${CHECKBOX_WIDTH}px`, ...metas.map((meta) => `minmax(${meta.minWidth}px, ${meta.grow}fr)`)].join(" ");
  const minWidth = metas.reduce((sum, meta) => sum + meta.minWidth, CHECKBOX_WIDTH);
  const activeIndex = navigation.activeKey === null ? -1 : source.indexOf(navigation.activeKey);
  const activeInView = activeIndex >= first && activeIndex < first + inView;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot place rows freely; the roles below make the same table.
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={source.count + 1}
      aria-colcount={headers.length + 1}
      aria-multiselectable="true"
      aria-busy={props.busy || undefined}
      aria-activedescendant={activeInView ? `${idPrefix}-${navigation.activeKey}` : undefined}
      onKeyDown={(event) => {
        props.onTouch();
        navigation.onKeyDown(event);
      }}
      onPointerMove={props.onTouch}
      onWheel={props.onTouch}
      className={classNames("group/grid relative overflow-auto overscroll-contain outline-none", props.className)}
    >
      <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth }}>
        <div
          role="row"
          aria-rowindex={1}
          className="grid border-b bg-sunken text-xs text-ink-2"
          style={{ gridTemplateColumns: template, height: HEADER_HEIGHT }}
        >
          <div role="columnheader" aria-colindex={1} className="flex items-center justify-center">
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
      {source.count === 0 ? (
        <div className="sticky left-0">{props.empty}</div>
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid above answers the keys for all rows.
        <div role="rowgroup" className="relative" style={{ minWidth, height: virtualizer.getTotalSize() }} onClick={onClick}>
          {table.getRowModel().rows.map((row, at) => {
            const key = source.keyAt(first + at);
            return (
              <GridRow
                key={key}
                row={row}
                id={`${idPrefix}-${key}`}
                index={first + at}
                start={(first + at) * ROW_HEIGHT}
                height={ROW_HEIGHT}
                template={template}
                name={props.rowName(row.original)}
                chosen={selection.has(key)}
                active={key === navigation.activeKey}
                open={key === props.openKey}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}
