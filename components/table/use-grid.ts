import { type RefObject, useId, useMemo } from "react";
import type { GridParts } from "./grid-parts.ts";
import type { GridSelection } from "./grid-source.ts";
import { type GridGroup, groupLayout } from "./group-layout.ts";
import { useGridNavigation } from "./use-grid-navigation.ts";
import { useRowPress } from "./use-row-press.ts";
import { useRowWindow } from "./use-row-window.ts";

type Frame = { lineHeight: number; scroller: RefObject<HTMLElement | null>; offset?: number; covered: number };

/** A row in view: its place, and all that its drawing depends on. */
export type RowInView<Row> = {
  key: number;
  id: string;
  /** Place among all lines, for ARIA; from 0. */
  line: number;
  index: number;
  start: number;
  row: Row;
  name: string;
  chosen: boolean;
  active: boolean;
  open: boolean;
};

/** A heading in view. */
export type GroupInView = { number: number; group: GridGroup; line: number; start: number; shown: GridSelection["shown"] };

/** Window, keyboard, pointer and ARIA of a grid or list. */
export function useGrid<Row>(parts: GridParts<Row>, frame: Frame) {
  const { source, selection } = parts;
  const layout = useMemo(() => groupLayout(source.count, source.groups), [source]);
  const { lines, scrollTo, page } = useRowWindow({ source, layout, resetKey: parts.resetKey, ...frame });
  const navigation = useGridNavigation({ ...parts, page, scrollTo });
  const onClick = useRowPress(navigation.onPress);
  const prefix = useId();

  const data = useMemo(
    () => lines.map(layout.lineAt).flatMap((line) => (line.kind === "row" ? [source.rowAt(line.index)] : [])),
    [source, layout, lines],
  );

  const rows: RowInView<Row>[] = [];
  const groups: GroupInView[] = [];
  for (const line of lines) {
    const at = layout.lineAt(line);
    const start = line * frame.lineHeight;
    if (at.kind === "group") {
      groups.push({ number: at.number, group: at.group, line, start, shown: shownOf(at.group, parts) });
      continue;
    }
    const key = source.keyAt(at.index);
    const row = source.rowAt(at.index);
    rows.push({
      key,
      id: `${prefix}-${key}`,
      line,
      index: at.index,
      start,
      row,
      name: parts.rowName(row),
      chosen: selection.has(key),
      active: key === navigation.activeKey,
      open: key === parts.openKey,
    });
  }

  const grid = {
    tabIndex: 0,
    "aria-label": parts.label,
    "aria-rowcount": layout.lines + 1,
    "aria-multiselectable": true,
    "aria-busy": parts.busy || undefined,
    "aria-activedescendant": rows.find((row) => row.active)?.id,
    onKeyDown: navigation.onKeyDown,
    onPointerMove: parts.onTouch,
    onWheel: parts.onTouch,
  } as const;
  return { grid, rows, data, groups, onClick, height: layout.lines * frame.lineHeight };
}

/** A large group is not counted through: its heading's box shows what the whole list's does. */
const COUNTED = 5_000;

function shownOf<Row>({ start, count }: GridGroup, { source, selection }: GridParts<Row>): GridSelection["shown"] {
  if (selection.shown !== "some" || count > COUNTED) return selection.shown;
  let chosen = 0;
  for (let index = start; index < start + count; index++) if (selection.has(source.keyAt(index))) chosen += 1;
  return chosen === 0 ? "none" : chosen < count ? "some" : "all";
}
