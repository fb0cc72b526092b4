import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import type { GridSource } from "./grid-source.ts";
import type { GroupLayout } from "./group-layout.ts";

export type RowWindowOptions = {
  source: GridSource<unknown>;
  layout: GroupLayout;
  lineHeight: number;
  scroller: RefObject<HTMLElement | null>;
  /** Where the first line begins inside the scroller, px. */
  offset?: number;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  /** Another value means that another list is asked for: its beginning is shown. */
  resetKey: string;
};

export type RowWindow = {
  /** Lines in view and a few around them. */
  lines: readonly number[];
  scrollTo: (index: number) => void;
  /** Rows that fit on the screen. */
  page: () => number;
};

/** Which lines are in view. Where rows come or go above, those in view stay where they are. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { source, layout, lineHeight, scroller, offset = 0, covered, resetKey } = options;
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: layout.lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
    scrollMargin: offset,
    scrollPaddingStart: covered,
  });

  /** The line right below what covers the top. */
  const topLine = useCallback(
    (element: HTMLElement) => Math.floor((element.scrollTop + covered - offset) / lineHeight),
    [covered, offset, lineHeight],
  );
  const before = useRef({ source, layout, resetKey });
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = { source, layout, resetKey };
    if (element === null || (old.source === source && old.resetKey === resetKey)) return;
    const top = topLine(element);
    if (top <= 0) return;
    if (old.resetKey !== resetKey) {
      element.scrollTop = offset - covered;
      return;
    }
    // A heading on top says nothing of where the rows below it go.
    const line = top < old.layout.lines ? old.layout.lineAt(top) : null;
    const index = line?.kind === "row" ? source.indexOf(old.source.keyAt(line.index)) : -1;
    if (index >= 0) element.scrollTop += (layout.lineOf(index) - top) * lineHeight;
  }, [source, layout, lineHeight, scroller, offset, covered, resetKey, topLine]);

  const indexes = virtualizer.getVirtualIndexes();
  const lines = useMemo(() => indexes.filter((line) => line < layout.lines), [indexes, layout]);
  return {
    lines,
    scrollTo: (index) => virtualizer.scrollToIndex(layout.lineOf(index), { align: "auto" }),
    page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - covered) / lineHeight) - 1),
  };
}
