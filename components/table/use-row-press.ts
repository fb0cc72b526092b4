import type { MouseEvent } from "react";
import { pressPainted } from "./paint-cell.ts";
import type { GridNavigation } from "./use-grid-navigation.ts";

/**
 * One click handler for all rows. A row is known by `data-index`; `data-choose` marks its checkbox's cell. Buttons and
 * links inside a row answer for themselves, and a drag that marked text to copy is not a click.
 */
export function useRowPress(onPress: GridNavigation["onPress"]) {
  return (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest("[data-index]");
    const index = Number(row?.getAttribute("data-index") ?? Number.NaN);
    if (row === null || Number.isNaN(index)) return;
    const button = event.target.closest("button, a");
    if (button !== null) {
      pressPainted(button);
      return;
    }
    const choose = event.target.closest("[data-choose]") !== null;
    const marked = getSelection();
    if (!choose && !event.shiftKey && marked !== null && !marked.isCollapsed && marked.containsNode(row, true)) return;
    onPress(index, { choose: choose || event.ctrlKey || event.metaKey, extend: event.shiftKey });
  };
}
