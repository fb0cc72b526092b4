import type { GridSelection } from "#components/table/grid-source.ts";
import type { Selection } from "#lib/inventory/selection.ts";
import type { View } from "#lib/inventory/view.ts";

/** The engine's selection as the grid knows one; `changed` is called after every change. */
export function gridSelection(selection: Selection, view: View, changed: () => void): GridSelection & { clear: () => void } {
  const shown = selection.size === 0 ? 0 : selection.size - selection.hiddenBy(view);
  const then =
    <Args extends readonly unknown[]>(change: (...args: Args) => void) =>
    (...args: Args) => {
      change(...args);
      changed();
    };
  return {
    has: (row) => selection.has(row),
    shown: shown === 0 ? "none" : shown < view.length ? "some" : "all",
    toggle: then((row) => selection.toggle(row)),
    setSpan: then((span, on) => {
      if (on) selection.addRange(view, span.from, span.to);
      else for (let index = span.from; index <= span.to; index++) selection.set(view.rowAt(index), false);
    }),
    clear: then(() => selection.clear()),
    setAll: then((on) => (on ? selection.addAllMatching(view) : selection.removeAllMatching(view))),
  };
}
