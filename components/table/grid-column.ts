import type { CellContent } from "./cell-content.ts";

/**
 * A column of a grid: never narrower than `minWidth` px, `grow` parts of what is left over. A pinned one stays in view at
 * its side while the others scroll by.
 */
export type GridColumn<Row> = {
  id: string;
  title: string;
  minWidth: number;
  grow: number;
  pinned?: "start" | "end";
  /** What a row shows in it. Asked for rows in view only. */
  content: (row: Row) => CellContent;
};
