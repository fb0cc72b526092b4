import { grown32 } from "./grown.ts";
import type { RowColumns } from "./row-columns.ts";

/** Writes the codes of these rows into a column. */
export type Derive = (rows: Uint32Array, values: Uint32Array) => void;

/** A column of codes that follows from each row's facts; kept up by looking again at rows that changed. */
export class DerivedColumn {
  values: Uint32Array = new Uint32Array(0);
  readonly #rows: RowColumns;
  readonly #derive: Derive;
  #seenVersion = 0;

  constructor(rows: RowColumns, derive: Derive) {
    this.#rows = rows;
    this.#derive = derive;
  }

  /** Brings the column up to a version of the snapshot. */
  refresh(version: number): void {
    const seenVersion = this.#seenVersion;
    if (version === seenVersion) return;
    const { changedAt, count } = this.#rows;
    this.values = grown32(this.values, count);
    const changed = new Uint32Array(count);
    let to = 0;
    for (let row = 0; row < count; row += 1) {
      changed[to] = row;
      if ((changedAt[row] ?? 0) > seenVersion) to += 1;
    }
    this.#derive(changed.subarray(0, to), this.values);
    this.#seenVersion = version;
  }
}
