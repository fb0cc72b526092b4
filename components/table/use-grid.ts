import { useId, useMemo } from "react";
import type { GridParts } from "./grid-parts.ts";
import { groupLayout } from "./group-layout.ts";
import { useGridNavigation } from "./use-grid-navigation.ts";
import { type LinesOptions, useLines } from "./use-lines.ts";
import { useRowPress } from "./use-row-press.ts";

type Frame = Pick<LinesOptions, "lineHeight" | "scroller" | "body" | "offset" | "covered" | "onMove">;

/** Lines, keyboard, pointer and ARIA of a grid or list. */
export function useGrid<Row>(parts: GridParts<Row>, frame: Frame) {
  const { source } = parts;
  const layout = useMemo(() => groupLayout(source.count, source.groups), [source]);
  const lines = useLines({ source, layout, resetKey: parts.resetKey, ...frame });
  const navigation = useGridNavigation({ ...parts, page: lines.page, scrollTo: lines.scrollTo });
  const onClick = useRowPress(navigation.onPress);
  const prefix = useId();
  const grid = {
    tabIndex: 0,
    "aria-label": parts.label,
    "aria-rowcount": layout.lines + 1,
    "aria-multiselectable": true,
    "aria-busy": parts.busy || undefined,
    onKeyDown: navigation.onKeyDown,
    onPointerMove: parts.onTouch,
    onWheel: parts.onTouch,
  } as const;
  return { grid, layout, lines: lines.current, activeKey: navigation.activeKey, onClick, prefix };
}
