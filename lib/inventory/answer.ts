import type { RowSet } from "./columns/row-set.ts";
import type { Groups } from "./groups.ts";

/**
 * What one run of a query found, in its order. It never changes: whoever draws it may go on drawing it while the view
 * already holds the answer to another query.
 */
export class Answer {
  /** The rows found, as a set. */
  readonly found: RowSet;
  /** Empty unless the query groups. */
  readonly groups: Groups;
  readonly #rows: Uint32Array;
  /** Rows of the snapshot at the time of the run, gone ones included. */
  readonly #rowCount: number;
  #positions: Uint32Array | null = null;

  constructor(found: RowSet, rows: Uint32Array, groups: Groups, rowCount: number) {
    this.found = found;
    this.groups = groups;
    this.#rows = rows;
    this.#rowCount = rowCount;
  }

  /** Rows found. */
  get length(): number {
    return this.#rows.length;
  }

  /** Row number at a position, 0 to length - 1. Throws RangeError outside. */
  rowAt(index: number): number {
    const row = this.#rows[index];
    if (row === undefined) throw new RangeError(`no position ${index} of ${this.length}`);
    return row;
  }

  /** Position of a row, -1 where the query did not find it. */
  indexOf(row: number): number {
    if (!this.found.has(row)) return -1;
    if (this.#positions === null) {
      const positions = new Uint32Array(this.#rowCount);
      for (let index = 0; index < this.#rows.length; index += 1) positions[this.#rows[index] ?? 0] = index;
      this.#positions = positions;
    }
    return this.#positions[row] ?? -1;
  }
}
