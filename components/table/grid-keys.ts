/** What a key press asks of a grid. Rows are positions in the present order, from 0. */
export type GridCommand =
  | { kind: "move"; to: number; extend: boolean }
  | { kind: "toggle" }
  | { kind: "select-all" }
  | { kind: "open" }
  | { kind: "close" };

export type KeyPress = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** `active` is -1 where no row has been entered yet; `page` is how many rows fit on the screen. */
export type GridPosition = { active: number; count: number; page: number };

/** The command behind a key press, or null where the key is not the grid's: the browser keeps it. */
export function gridCommand(press: KeyPress, at: GridPosition): GridCommand | null {
  if (press.altKey) return null;
  const mod = press.ctrlKey || press.metaKey;
  if (press.key === "Escape") return { kind: "close" };
  if (mod) return press.key.toLowerCase() === "a" && !press.shiftKey ? { kind: "select-all" } : null;
  if (at.count === 0) return null;
  const target = moveTarget(press.key, at);
  if (target !== null) return { kind: "move", to: Math.min(Math.max(target, 0), at.count - 1), extend: press.shiftKey };
  if (at.active < 0) return null;
  if (press.key === " ") return { kind: "toggle" };
  return press.key === "Enter" && !press.shiftKey ? { kind: "open" } : null;
}

function moveTarget(key: string, { active, count, page }: GridPosition): number | null {
  switch (key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active < 0 ? count - 1 : active - 1;
    case "PageDown":
      return Math.max(active, 0) + page;
    case "PageUp":
      return Math.max(active, 0) - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Inclusive positions. */
export type Span = { from: number; to: number };

/**
 * What a step of a shift-range changes: the rows between anchor and `to` become selected, and rows that the step left
 * behind on its way back to the anchor, or past it, stop being selected.
 */
export function extendRange(anchor: number, from: number, to: number): { add: Span; remove: Span | null } {
  const add = { from: Math.min(anchor, to), to: Math.max(anchor, to) };
  const left = { from: Math.min(anchor, from), to: Math.max(anchor, from) };
  if (left.from < add.from) return { add, remove: { from: left.from, to: add.from - 1 } };
  if (left.to > add.to) return { add, remove: { from: add.to + 1, to: left.to } };
  return { add, remove: null };
}
