import { type KeyboardEvent, useRef, useState } from "react";
import { extendRange, gridCommand } from "./grid-keys.ts";
import type { GridParts } from "./grid-parts.ts";

export type GridNavigationOptions = Pick<
  GridParts<unknown>,
  "source" | "selection" | "onOpen" | "onMove" | "onClose" | "onKey" | "onTouch"
> & {
  page: () => number;
  scrollTo: (index: number) => void;
};

export type GridNavigation = {
  activeKey: number | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** A press on a row: `choose` where it was on its checkbox or with Ctrl/Cmd, `extend` with Shift. */
  onPress: (index: number, press: { choose: boolean; extend: boolean }) => void;
};

/**
 * The grid is one tab stop; the active row follows the arrow keys and is told through `aria-activedescendant`, so that
 * focus is never lost when a row leaves the screen. The active row is known by its key: it stays active when it moves.
 */
export function useGridNavigation(options: GridNavigationOptions): GridNavigation {
  const { source, selection, page, scrollTo } = options;
  const [activeKey, setActiveKey] = useState<number | null>(null);
  const anchorKey = useRef<number | null>(null);
  const indexOf = (key: number | null) => (key === null ? -1 : source.indexOf(key));

  const extendTo = (index: number, from: number) => {
    const anchor = indexOf(anchorKey.current);
    const { add, remove } = extendRange(anchor < 0 ? from : anchor, from, index);
    if (anchor < 0) anchorKey.current = source.keyAt(from);
    if (remove !== null) selection.setSpan(remove, false);
    selection.setSpan(add, true);
  };

  const move = (to: number, extend: boolean) => {
    const key = source.keyAt(to);
    const from = indexOf(activeKey);
    if (extend) extendTo(to, from < 0 ? to : from);
    else anchorKey.current = key;
    setActiveKey(key);
    scrollTo(to);
    options.onMove(key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Keys pressed on a button or box inside the grid are its own.
    if (event.target !== event.currentTarget && (event.key === "Enter" || event.key === " ")) return;
    const active = indexOf(activeKey);
    const command = gridCommand(event, { active, count: source.count, page: page() });
    if (command === null) {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) options.onKey(event.key, active < 0 ? null : activeKey);
      return;
    }
    event.preventDefault();
    options.onTouch();
    switch (command.kind) {
      case "move":
        return move(command.to, command.extend);
      case "toggle":
        anchorKey.current = source.keyAt(active);
        return selection.toggle(source.keyAt(active));
      case "select-all":
        return selection.setAll(true);
      case "open":
        return options.onOpen(source.keyAt(active));
      case "close":
        return options.onClose();
    }
  };

  const onPress: GridNavigation["onPress"] = (index, { choose, extend }) => {
    const key = source.keyAt(index);
    if (extend) extendTo(index, Math.max(indexOf(activeKey), 0));
    else {
      anchorKey.current = key;
      if (choose) selection.toggle(key);
      else options.onOpen(key);
    }
    setActiveKey(key);
  };

  return { activeKey, onKeyDown, onPress };
}
