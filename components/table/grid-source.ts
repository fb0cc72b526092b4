import type { Span } from "./grid-keys.ts";
import type { GridGroups } from "./group-layout.ts";

/**
 * Rows in the order in which they are shown. A row has a `key` that stays with it wherever it moves; `rowAt` is asked
 * only for rows in view. Another object means that the order or the rows have changed.
 */
export type GridSource<Row> = {
  count: number;
  /** Empty where the rows are not grouped. */
  groups: GridGroups;
  keyAt: (index: number) => number;
  /** -1 where the row is not among those shown. */
  indexOf: (key: number) => number;
  rowAt: (index: number) => Row;
};

/** What is chosen, by row key. Another object means that the choice has changed. */
export type GridSelection = {
  has: (key: number) => boolean;
  /** How many of the rows shown are chosen. */
  shown: "none" | "some" | "all";
  toggle: (key: number) => void;
  setSpan: (span: Span, on: boolean) => void;
  setAll: (on: boolean) => void;
};
