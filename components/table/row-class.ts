import { classNames } from "#components/ui/class-names.ts";

/** Look of a row by what it is: chosen, open in the details, active (with a ring while the keyboard is in the grid). */
export function rowClass({ chosen, open }: { chosen: boolean; open: boolean }): string {
  return classNames(
    "absolute inset-x-0 top-0 border-b bg-surface [contain:layout_style] hover:bg-hover",
    // Marks are drawn over the row: pinned cells have a ground of their own and would cover them.
    "after:pointer-events-none after:absolute after:inset-0 after:z-[2] after:outline-accent-text",
    "group-focus-visible/grid:data-active:after:outline-2 group-focus-visible/grid:data-active:after:-outline-offset-2",
    open && "bg-hover after:border-l-3 after:border-accent-text",
    chosen && "bg-selected hover:bg-selected",
  );
}
