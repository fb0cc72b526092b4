import type { ReactNode, RefObject } from "react";
import type { GridSelection, GridSource } from "./grid-source.ts";

/** What a grid of rows and a list of the same rows have in common. */
export type GridParts<Row> = {
  label: string;
  /** The element that takes the focus, for those who send it back there. */
  gridRef: RefObject<HTMLDivElement | null>;
  source: GridSource<Row>;
  selection: GridSelection;
  rowName: (row: Row) => string;
  /** The row whose details are open. */
  openKey: number | null;
  onOpen: (key: number) => void;
  /** The keyboard went to another row. */
  onMove: (key: number) => void;
  /** Esc. */
  onClose: () => void;
  /** A key that is not the grid's own, pressed while it has the focus; the active row, or null. */
  onKey: (key: string, active: number | null) => void;
  /** Someone points, scrolls or types here: not the moment to move rows about. */
  onTouch: () => void;
  /** Another value means that another list was asked for: it is shown from its beginning. */
  resetKey: string;
  /** More rows are on their way. */
  busy: boolean;
  /** Shown in the place of rows where there are none. */
  empty: ReactNode;
};
