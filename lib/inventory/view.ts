import type { Query } from "./query.ts";
import type { Snapshot } from "./snapshot.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

export type { Filter, Query } from "./query.ts";

/** A value of a field and how many rows have it. `missing`: rows without one; `unread`: rows where it is not known (value ""). */
export type FacetValue = { value: string; kind: "value" | "missing" | "unread"; count: number };

/** A group: its rows are `rowAt(start)` to `rowAt(start + count - 1)`, sorted as the query asks. */
export type Group = FacetValue & { start: number };

/** The rows of a snapshot that a query asks for, in its order. */
export class View {
  readonly snapshot: Snapshot;
  readonly verdicts: VerdictColumns;
  /** Rows found. */
  length = 0;
  /** Groups in value order (missing, then unread, last); empty unless the query groups. */
  groups: readonly Group[] = [];
  /** Grows with every run. */
  version = 0;

  constructor(snapshot: Snapshot, verdicts: VerdictColumns) {
    this.snapshot = snapshot;
    this.verdicts = verdicts;
  }

  /**
   * Answers the query on the snapshot as it is now (refreshes the verdicts first). Run again after lines were applied;
   * between runs the rows stand still.
   */
  run(query: Query): void {
    throw new Error(`not built yet: ${query.text}`);
  }

  /** Row number at a position, 0 to length - 1. Throws RangeError outside. */
  rowAt(index: number): number {
    throw new Error(`not built yet: ${index}`);
  }

  /** Position of a row, -1 where the query does not find it. */
  indexOf(row: number): number {
    throw new Error(`not built yet: ${row}`);
  }

  has(row: number): boolean {
    return this.indexOf(row) >= 0;
  }

  /** Values of a field with counts, under the text and all filters on other fields; in value order. */
  facet(field: string): readonly FacetValue[] {
    throw new Error(`not built yet: ${field}`);
  }
}
