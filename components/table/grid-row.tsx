// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
import { flexRender, type RowData, type Row as TableRow } from "@tanstack/react-table";
import { memo } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { cellClass } from "./cell-class.ts";
import type { gridFeatures } from "./grid-features.ts";
import { rowClass } from "./row-class.ts";
import type { RowInView } from "./use-grid.ts";

export type GridRowProps<Row extends RowData> = Omit<RowInView<Row>, "key"> & {
  tableRow: TableRow<typeof gridFeatures, Row>;
  height: number;
  /** CSS `grid-template-columns`, shared with the header; another value means other columns. */
  template: string;
};

function GridRowContent<Row extends RowData>(props: GridRowProps<Row>) {
  const { tableRow, id, line, index, start, height, template, name, chosen, active } = props;
  return (
    <div
      role="row"
      id={id}
      data-index={index}
      data-active={active || undefined}
      aria-rowindex={line + 2}
      aria-selected={chosen}
      className={classNames("grid items-center", rowClass(props))}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        data-choose
        className={classNames("flex h-full items-center justify-center", cellClass("choose"))}
      >
        <Checkbox tabIndex={-1} checked={chosen} readOnly aria-label={`Select ${name}`} />
      </div>
      {tableRow.getVisibleCells().map((cell, at) => (
        <div
          key={cell.id}
          role="gridcell"
          aria-colindex={at + 2}
          className={classNames(
            "min-w-0 truncate px-2",
            cell.column.columnDef.meta?.align === "end" && "text-right",
            cellClass(cell.column.columnDef.meta?.pinned),
            // It covers what scrolls by beneath it, so it has to be as high as the row.
            cell.column.columnDef.meta?.pinned && "h-full leading-[35px]",
          )}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}

/** One row. Drawn again only when something about it changes, not when its neighbours scroll by. */
export const GridRow = memo(GridRowContent, isSame) as typeof GridRowContent;

/** TanStack makes its row objects anew with every window of rows; ours stay the same while their facts do. */
function isSame<Row extends RowData>(before: GridRowProps<Row>, after: GridRowProps<Row>): boolean {
  return (
    before.row === after.row &&
    before.id === after.id &&
    before.line === after.line &&
    before.index === after.index &&
    before.start === after.start &&
    before.height === after.height &&
    before.template === after.template &&
    before.name === after.name &&
    before.chosen === after.chosen &&
    before.active === after.active &&
    before.open === after.open
  );
}
