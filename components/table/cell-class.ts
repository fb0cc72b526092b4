import { classNames } from "#components/ui/class-names.ts";

/**
 * Look of a cell that stays in view: at the left the box and what comes right after it, at the right the last column. It
 * sticks only where the grid is wider than its frame: each sticky cell is a layer of its own for the browser to compose.
 * It covers what scrolls by beneath it, so it needs a ground: `grid-row` gives it the row's.
 */
export function cellClass(pinned: "choose" | "start" | "end" | undefined): string {
  if (pinned === undefined) return "";
  return classNames(
    "pinned z-[1] group-data-overflows/grid:sticky",
    pinned === "choose" && "left-0",
    // Behind the box, which is 40 px wide.
    pinned === "start" && "left-10 group-data-overflows/grid:border-r",
    pinned === "end" && "right-0 group-data-overflows/grid:border-l",
  );
}
