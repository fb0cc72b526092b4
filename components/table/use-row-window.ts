import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { GridSource } from "./grid-source.ts";

export type RowWindowOptions = {
  source: GridSource<unknown>;
  rowHeight: number;
  scroller: RefObject<HTMLElement | null>;
  /** Where the first row begins inside the scroller, px. */
  offset?: number;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  /** Another value means that another list is asked for: its beginning is shown. */
  resetKey: string;
};

export type RowWindow = {
  virtualizer: Virtualizer<HTMLElement, Element>;
  scrollTo: (index: number) => void;
  /** Rows that fit on the screen. */
  page: () => number;
};

/** Which rows are in view. Where rows come or go above, those in view stay where they are. */
export function useRowWindow({ source, rowHeight, scroller, offset = 0, covered, resetKey }: RowWindowOptions): RowWindow {
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: covered,
  });

  const topKey = useRef<number | null>(null);
  const shownReset = useRef(resetKey);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    if (shownReset.current !== resetKey) {
      shownReset.current = resetKey;
      if (element.scrollTop > offset) element.scrollTop = offset;
    } else if (topKey.current !== null) {
      const now = source.indexOf(topKey.current);
      const before = Math.floor((element.scrollTop - offset) / rowHeight);
      if (now >= 0 && before > 0 && now !== before) element.scrollTop += (now - before) * rowHeight;
    }
  }, [source, rowHeight, scroller, offset, resetKey]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = () => {
      const top = Math.floor((element.scrollTop - offset) / rowHeight);
      topKey.current = top > 0 && top < source.count ? source.keyAt(top) : null;
    };
    remember();
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [source, rowHeight, scroller, offset]);

  return {
    virtualizer,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - covered) / rowHeight) - 1),
  };
}
