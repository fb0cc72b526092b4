import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
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
  const topKey = useRef<number | null>(null);
  const shownReset = useRef(resetKey);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const top = topLine(element);
    if (shownReset.current !== resetKey) {
      shownReset.current = resetKey;
      if (top > 0) element.scrollTop = offset - covered;
      return;
    }
    const index = topKey.current === null ? -1 : source.indexOf(topKey.current);
    if (index >= 0 && top > 0) element.scrollTop += (layout.lineOf(index) - top) * lineHeight;
  }, [source, layout, lineHeight, scroller, offset, covered, resetKey, topLine]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = () => {
      const top = topLine(element);
      const line = top > 0 && top < layout.lines ? layout.lineAt(top) : null;
      // A heading on top says nothing of where the rows below it go.
      topKey.current = line?.kind === "row" ? source.keyAt(line.index) : null;
    };
    remember();
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [source, layout, scroller, topLine]);

  const indexes = virtualizer.getVirtualIndexes();
  const lines = useMemo(() => indexes.filter((line) => line < layout.lines), [indexes, layout]);
  return {
    lines,
    scrollTo: (index) => virtualizer.scrollToIndex(layout.lineOf(index), { align: "auto" }),
    page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - covered) / lineHeight) - 1),
  };
}
