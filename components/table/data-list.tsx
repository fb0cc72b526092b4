// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
"use client";

import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { GridParts } from "./grid-parts.ts";
import { rowClass } from "./row-class.ts";
import { useGrid } from "./use-grid.ts";

export type DataListProps<Row> = GridParts<Row> & {
  rowHeight: number;
  /** What scrolls: the list is one part of it. */
  scroller: RefObject<HTMLElement | null>;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  renderRow: (row: Row) => ReactNode;
};

/** The rows of a grid where there is no room for columns: one block each. Same keys, same choice. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rowHeight, scroller, covered, renderRow } = props;
  const body = useRef<HTMLDivElement>(null);
  const offset = useOffset(body, scroller);
  const { grid, rows, onClick, height } = useGrid(props, { lineHeight: rowHeight, scroller, offset, covered });
  if (props.source.count === 0) return <div>{props.empty}</div>;
  return (
    <div {...grid} ref={props.gridRef} role="grid" className="group/grid outline-none">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid above answers the keys for all rows. */}
      <div ref={body} role="rowgroup" className="relative" style={{ height }} onClick={onClick}>
        {rows.map((row) => (
          <div
            key={row.key}
            role="row"
            id={row.id}
            data-index={row.index}
            data-active={row.active || undefined}
            aria-rowindex={row.line + 1}
            aria-selected={row.chosen}
            className={classNames("flex", rowClass(row))}
            style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
          >
            <div role="gridcell" data-choose className="flex w-11 shrink-0 justify-center pt-3">
              <Checkbox tabIndex={-1} checked={row.chosen} readOnly aria-label={`Select ${row.name}`} />
            </div>
            <div role="gridcell" className="min-w-0 flex-1 py-2.5 pr-3">
              {renderRow(row.row)}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Where an element begins inside its scroller; measured again when what stands above it grows or shrinks. */
function useOffset(element: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const outer = scroller.current;
    if (outer === null) return;
    const measure = () => {
      const inner = element.current;
      if (inner === null) return;
      setOffset(Math.round(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of outer.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element, scroller]);
  return offset;
}
