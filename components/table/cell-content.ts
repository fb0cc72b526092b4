import type { StatusTone } from "#components/ui/status-shape.tsx";

/**
 * A piece of a cell. `look`: class names. A `name` is text that came from somebody else, whatever direction it is written
 * in. A `button` is not a tab stop of its own: the grid's keys reach it.
 */
export type CellPart =
  | { as: "text" | "name"; text: string; look?: string; title?: string }
  | { as: "time"; text: string; dateTime: string; title: string; look?: string }
  | { as: "shape"; tone: StatusTone }
  | { as: "button"; text: string; label: string; look: string; press: () => void };

/**
 * What a cell shows, as data: a table draws thousands of cells a second while one scrolls or types, and patches them in
 * place (paint-cell.ts); a page draws the same with React (cell-view.tsx). `look` is that of what holds the parts.
 */
export type CellContent = { look?: string; parts: readonly CellPart[] };

/** A cell of one text. */
export function textCell(text: string, look: string, title = text): CellContent {
  return { parts: [{ as: "name", text, look, title }] };
}
