import { classNames } from "#components/ui/class-names.ts";

/** Look of a row by what it is: chosen, open in the details, active (with a ring while the keyboard is in the grid). */
export function rowClass({ chosen, open }: { chosen: boolean; open: boolean }): string {
  return classNames(
    "absolute inset-x-0 top-0 border-b bg-surface hover:bg-hover",
    "group-focus-visible/grid:data-active:outline-2 group-focus-visible/grid:data-active:-outline-offset-2 group-focus-visible/grid:data-active:outline-accent-text",
    chosen && "bg-selected hover:bg-selected",
    open && "bg-hover shadow-[inset_3px_0_0_var(--color-accent-text)]",
    open && chosen && "bg-selected",
  );
}
