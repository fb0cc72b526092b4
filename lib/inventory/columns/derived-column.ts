import { grown32 } from "./grown.ts";
import type { RowColumns } from "./row-columns.ts";

/** A column of codes that follows from each row's facts; kept up by looking again at rows that changed. */
export class DerivedColumn {
  values: Uint32Array = new Uint32Array(0);
  readonly #rows: RowColumns;
  readonly #derive: (row: number) => number;
  #seenVersion = 0;

  constructor(rows: RowColumns, derive: (row: number) => number) {
    this.#rows = rows;
    this.#derive = derive;
  }

  /** Brings the column up to a version of the snapshot. */
  refresh(version: number): void {
    if (version === this.#seenVersion) return;
    const { changedAt, count } = this.#rows;
    this.values = grown32(this.values, count);
    for (let row = 0; row < count; row += 1) {
      if ((changedAt[row] ?? 0) > this.#seenVersion) this.values[row] = this.#derive(row);
    }
    this.#seenVersion = version;
  }
}
