// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
"use client";

import { type CSSProperties, useLayoutEffect, useMemo, useRef } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { cellClass } from "./cell-class.ts";
import { GridBody } from "./grid-body.ts";
import type { GridColumn } from "./grid-column.ts";
import { GridHeaders, type GridHeadersProps } from "./grid-headers.tsx";
import type { GridParts } from "./grid-parts.ts";
import { readShapes, ShapeTemplatesView } from "./shape-templates.tsx";
import { useGrid } from "./use-grid.ts";
import { useIsNarrower } from "./use-is-narrower.ts";

export type DataGridProps<Row> = GridParts<Row> &
  Omit<GridHeadersProps, "columns"> & {
    columns: readonly GridColumn<Row>[];
    /** What the header's checkbox chooses: "Select all 8,214 matching". */
    selectAllLabel: string;
    className?: string;
  };

const LINE_HEIGHT = 36;
const HEADER_HEIGHT = 34;
const CHECKBOX_WIDTH = 40;

/** A table of any number of rows, of which only those in view are drawn. Keyboard: see grid-keys.ts. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, shown, source, selection, openKey, rowName } = props;
  const scroller = props.gridRef;
  const body = useRef<HTMLDivElement>(null);
  const shapes = useRef<HTMLDivElement>(null);
  const drawn = useRef<GridBody<Row> | null>(null);
  const { grid, layout, lines, activeKey, onClick, prefix } = useGrid(props, {
    lineHeight: LINE_HEIGHT,
    scroller,
    body,
    offset: HEADER_HEIGHT,
    covered: HEADER_HEIGHT,
    onMove: () => drawn.current?.draw(),
  });
  const shownColumns = useMemo(
    () => shown.map((field) => columns.find(({ id }) => id === field)).filter((column) => column !== undefined),
    [columns, shown],
  );
  const template = [`${CHECKBOX_WIDTH}px`, ...shownColumns.map(({ minWidth, grow }) => `minmax(${minWidth}px, ${grow}fr)`)];
  const minWidth = shownColumns.reduce((sum, column) => sum + column.minWidth, CHECKBOX_WIDTH);
  const overflows = useIsNarrower(scroller, minWidth);

  useLayoutEffect(() => {
    if (body.current === null || scroller.current === null || lines.current === null || shapes.current === null) return;
    const made = new GridBody<Row>({
      element: body.current,
      grid: scroller.current,
      scroller: lines.current,
      shapes: readShapes(shapes.current),
      lineHeight: LINE_HEIGHT,
      prefix,
    });
    drawn.current = made;
    return () => made.destroy();
  }, [scroller, lines, prefix]);

  useLayoutEffect(() => {
    drawn.current?.show({ source, layout, columns: shownColumns, selection, activeKey, openKey, rowName });
  });

  return (
    <div className={classNames("relative flex min-h-0 flex-col", props.className)}>
      <div
        {...grid}
        ref={scroller}
        role="grid"
        data-overflows={overflows || undefined}
        aria-colcount={shownColumns.length + 1}
        className="group/grid relative min-h-0 flex-1 overflow-auto overscroll-contain outline-none"
        style={columnsStyle(template)}
      >
        <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth }}>
          <div
            role="row"
            aria-rowindex={1}
            className="grid border-b bg-sunken text-xs text-ink-2"
            style={{ gridTemplateColumns: "var(--grid-columns)", height: HEADER_HEIGHT }}
          >
            <div
              role="columnheader"
              aria-colindex={1}
              className={classNames("flex items-center justify-center bg-inherit", cellClass("choose"))}
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
            <GridHeaders columns={columns} shown={shown} sort={props.sort} onSort={props.onSort} />
          </div>
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid above answers the keys for all rows. */}
        <div ref={body} role="rowgroup" className="relative" style={{ minWidth }} onClick={onClick} />
      </div>
      <ShapeTemplatesView ref={shapes} />
      {source.count === 0 && <div className="absolute inset-x-0 top-9 bottom-0 overflow-auto">{props.empty}</div>}
    </div>
  );
}

/** One place for the widths of all rows: another width is set once and not row by row. */
function columnsStyle(template: readonly string[]): CSSProperties & { "--grid-columns": string } {
  return { "--grid-columns": template.join(" ") };
}
