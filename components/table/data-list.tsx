// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
"use client";

import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { GridParts } from "./grid-parts.ts";
import type { LineSpan } from "./line-space.ts";
import { useGrid } from "./use-grid.ts";

export type DataListProps<Row> = GridParts<Row> & {
  rowHeight: number;
  /** What scrolls: the list is one part of it. */
  scroller: RefObject<HTMLElement | null>;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  renderRow: (row: Row) => ReactNode;
};

/** Lines in view, and where the first of all stands (px): elsewhere than at 0 in a list too long for the browser. */
type Place = LineSpan & { start: number };

/** The rows of a grid where there is no room for columns: one block each. Same keys, same choice. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { source, selection, rowHeight, scroller, covered, renderRow, openKey, rowName } = props;
  const body = useRef<HTMLDivElement>(null);
  const offset = useOffset(body, scroller);
  const [place, setPlace] = useState<Place>({ first: 0, end: 0, start: 0 });
  const look = () => {
    if (lines.current === null) return;
    const next = { ...lines.current.span(), start: lines.current.placeOf(0) };
    if (next.first !== place.first || next.end !== place.end || next.start !== place.start) setPlace(next);
  };
  const frame = { lineHeight: rowHeight, scroller, body, offset, covered, onMove: look };
  const { grid, lines, activeKey, onClick, prefix } = useGrid(props, frame);
  useLayoutEffect(look);

  const rows: { key: number; row: Row; index: number }[] = [];
  for (let index = place.first; index < Math.min(place.end, source.count); index += 1) {
    rows.push({ key: source.keyAt(index), row: source.rowAt(index), index });
  }
  const active = rows.find((row) => row.key === activeKey);
  return (
    <>
      {/* biome-ignore lint/a11y/useAriaActivedescendantWithTabindex: useGrid's props make it a tab stop. */}
      <div
        {...grid}
        ref={props.gridRef}
        role="grid"
        aria-activedescendant={active && `${prefix}-${active.key}`}
        hidden={source.count === 0}
        className="group/grid outline-none"
      >
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid above answers the keys for all rows. */}
        <div ref={body} role="rowgroup" className="relative" onClick={onClick}>
          {rows.map(({ key, row, index }) => (
            <div
              key={key}
              role="row"
              id={`${prefix}-${key}`}
              data-index={index}
              data-active={key === activeKey || undefined}
              aria-rowindex={index + 1}
              data-open={key === openKey || undefined}
              aria-selected={selection.has(key)}
              className="grid-row flex"
              style={{ height: rowHeight, transform: `translateY(${place.start + index * rowHeight}px)` }}
            >
              <div role="gridcell" data-choose className="flex w-11 shrink-0 justify-center pt-3">
                <Checkbox tabIndex={-1} checked={selection.has(key)} readOnly aria-label={`Select ${rowName(row)}`} />
              </div>
              <div role="gridcell" className="min-w-0 flex-1 py-2.5 pr-3">
                {renderRow(row)}
              </div>
            </div>
          ))}
        </div>
      </div>
      {source.count === 0 && <div>{props.empty}</div>}
    </>
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
