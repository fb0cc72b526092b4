// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
import type { Header } from "@tanstack/react-table";
import { flexRender } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { cellClass } from "./cell-class.ts";
import type { gridFeatures } from "./grid-features.ts";

export type GridHeaderProps = { header: Header<typeof gridFeatures, never, unknown>; position: number };

/** The head of one column; pressing it sorts by the column, pressing again turns the order round. */
export function GridHeader({ header, position }: GridHeaderProps) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const title = flexRender(column.columnDef.header, header.getContext());
  return (
    <div
      role="columnheader"
      aria-colindex={position}
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
      className={classNames("flex h-full min-w-0 items-center bg-inherit", cellClass(column.columnDef.meta?.pinned))}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={() => column.toggleSorting(sorted === "asc")}
          className="flex h-full min-w-0 items-center gap-1 rounded-sm px-2 text-left font-medium hover:text-ink"
        >
          <span className="truncate">{title}</span>
          <SortMark sorted={sorted} />
        </button>
      ) : (
        <span className="truncate px-2 font-medium">{title}</span>
      )}
    </div>
  );
}

function SortMark({ sorted }: { sorted: false | "asc" | "desc" }) {
  const Icon = sorted === "desc" ? ArrowDown : ArrowUp;
  return (
    <Icon
      aria-hidden="true"
      className={classNames(
        "size-3 shrink-0",
        sorted === false ? "opacity-0 [button:hover>&]:opacity-60 [button:focus-visible>&]:opacity-60" : "text-ink",
      )}
    />
  );
}
