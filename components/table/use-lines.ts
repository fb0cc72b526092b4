import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { GridSource } from "./grid-source.ts";
import type { GroupLayout } from "./group-layout.ts";
import { LineScroller } from "./line-scroller.ts";

export type LinesOptions = {
  source: GridSource<unknown>;
  layout: GroupLayout;
  lineHeight: number;
  scroller: RefObject<HTMLElement | null>;
  /** What holds the lines. */
  body: RefObject<HTMLElement | null>;
  /** Where the first line begins inside the scroller, px. */
  offset: number;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  /** Another value means that another list is asked for: its beginning is shown. */
  resetKey: string;
  /** Other lines may be in view now: called between two renderings, with nothing else changed. */
  onMove: () => void;
};

export type Lines = {
  /** There from the first layout effect on. */
  current: RefObject<LineScroller | null>;
  scrollTo: (index: number) => void;
  /** Rows that fit on the screen. */
  page: () => number;
};

/**
 * The lines of a grid in what scrolls them. Whoever draws them does so after every rendering and in `onMove`. Where rows
 * come or go above, those in view stay where they are.
 */
export function useLines(options: LinesOptions): Lines {
  const { source, layout, lineHeight, scroller, body, offset, covered, resetKey } = options;
  const lines = useRef<LineScroller | null>(null);
  const moved = useRef(options.onMove);
  const before = useRef({ source, layout, resetKey });

  useLayoutEffect(() => {
    moved.current = options.onMove;
  });

  useLayoutEffect(() => {
    if (scroller.current === null || body.current === null) return;
    const onMove = () => moved.current();
    const made = new LineScroller({ scroller: scroller.current, element: body.current, lineHeight, covered, onMove });
    lines.current = made;
    return () => made.destroy();
  }, [scroller, body, lineHeight, covered]);

  useLayoutEffect(() => {
    const { current } = lines;
    const old = before.current;
    before.current = { source, layout, resetKey };
    if (current === null) return;
    const top = current.topLine();
    current.setLines(layout.lines, offset);
    if (old.resetKey !== resetKey) current.toBeginning();
    else if (old.source !== source && top > 0) {
      // A heading on top says nothing of where the rows below it go.
      const line = top < old.layout.lines ? old.layout.lineAt(top) : null;
      const index = line?.kind === "row" ? source.indexOf(old.source.keyAt(line.index)) : -1;
      if (index >= 0) current.moveBy(layout.lineOf(index) - top);
    }
  }, [source, layout, offset, resetKey]);

  const scrollTo = useCallback((index: number) => lines.current?.show(layout.lineOf(index)), [layout]);
  const page = useCallback(() => lines.current?.page() ?? 1, []);
  return { current: lines, scrollTo, page };
}
