import { flexRender, type RowData, type Row as TableRow } from "@tanstack/react-table";
import { memo } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { gridFeatures } from "./grid-features.ts";

export type GridRowProps<Row extends RowData> = {
  row: TableRow<typeof gridFeatures, Row>;
  id: string;
  index: number;
  start: number;
  height: number;
  /** CSS `grid-template-columns`, shared with the header; another value means other columns. */
  template: string;
  name: string;
  chosen: boolean;
  active: boolean;
  open: boolean;
};

function GridRowContent<Row extends RowData>({
  row,
  id,
  index,
  start,
  height,
  template,
  name,
  chosen,
  active,
  open,
}: GridRowProps<Row>) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
    <div
      role="row"
      id={id}
      data-index={index}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classNames(
        "absolute inset-x-0 top-0 grid items-center border-b bg-surface hover:bg-hover",
        "group-focus-visible/grid:data-active:outline-2 group-focus-visible/grid:data-active:-outline-offset-2 group-focus-visible/grid:data-active:outline-accent-text",
        open && "bg-hover",
        chosen && "bg-selected hover:bg-selected",
      )}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" aria-colindex={1} data-choose className="flex h-full items-center justify-center">
        <Checkbox tabIndex={-1} checked={chosen} readOnly aria-label={`Select ${name}`} />
      </div>
      {row.getVisibleCells().map((cell, at) => (
        <div
          key={cell.id}
          role="gridcell"
          aria-colindex={at + 2}
          className={classNames("min-w-0 truncate px-2", cell.column.columnDef.meta?.align === "end" && "text-right")}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}

/** One row. Drawn again only when something about it changes, not when its neighbours scroll by. */
export const GridRow = memo(GridRowContent, (before, after) => {
  const { row: rowBefore, ...restBefore } = before;
  const { row: rowAfter, ...restAfter } = after;
  if (rowBefore.original !== rowAfter.original) return false;
  return (Object.keys(restAfter) as (keyof typeof restAfter)[]).every((name) => restBefore[name] === restAfter[name]);
}) as typeof GridRowContent;
