import { classNames } from "#components/ui/class-names.ts";

/** Look of a cell that stays in view: at the left the box and what comes right after it, at the right the last column. */
export function cellClass(pinned: "choose" | "start" | "end" | undefined): string {
  if (pinned === undefined) return "";
  return classNames(
    "sticky z-[1] bg-inherit",
    pinned === "choose" && "left-0",
    // Behind the box, which is 40 px wide.
    pinned === "start" && "left-10 group-data-overflows/grid:border-r",
    pinned === "end" && "right-0 group-data-overflows/grid:border-l",
  );
}
