import { RowSet, sizeOfBoth } from "./columns/row-set.ts";
import type { Snapshot } from "./snapshot.ts";
import type { View } from "./view.ts";

/** Chosen rows. Survives appends, filters and a stream opened again on the same snapshot; gone rows drop out. */
export class Selection {
  readonly snapshot: Snapshot;
  /** Grows with every change made here. */
  version = 0;
  /** Gone rows stay in it, and are left out wherever it is read: their numbers are never used again. */
  #chosen = new RowSet();
  /** The snapshot's id that the row numbers belong to. */
  #of: string;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.#of = snapshot.id;
  }

  /** Live rows chosen. */
  get size(): number {
    return sizeOfBoth(this.#current(), this.snapshot.rows.live);
  }

  has(row: number): boolean {
    return this.#current().has(row) && this.snapshot.rows.live.has(row);
  }

  /** Chooses a row, or no longer. A row that is gone cannot be chosen; one that never was throws RangeError. */
  set(row: number, on: boolean): void {
    if (on && this.snapshot.isGone(row)) return;
    if (on) this.#current().add(row);
    else this.#current().delete(row);
    this.version += 1;
  }

  toggle(row: number): void {
    this.set(row, !this.has(row));
  }

  /**
   * Chooses the rows at positions `fromIndex` to `toIndex` of the view, both included, in either order. Throws RangeError,
   * with nothing chosen, where one of them is outside the view.
   */
  addRange(view: View, fromIndex: number, toIndex: number): void {
    const first = Math.min(fromIndex, toIndex);
    const last = Math.max(fromIndex, toIndex);
    const rows = [view.rowAt(last)];
    for (let index = first; index < last; index += 1) rows.push(view.rowAt(index));
    for (const row of rows) this.#current().add(row);
    this.version += 1;
  }

  addAllMatching(view: View): void {
    this.#current().addAll(view.found);
    this.version += 1;
  }

  removeAllMatching(view: View): void {
    this.#current().deleteAll(view.found);
    this.version += 1;
  }

  clear(): void {
    this.#current().clear();
    this.version += 1;
  }

  /** How many chosen rows the view does not show. */
  hiddenBy(view: View): number {
    const shown = this.snapshot.rows.live.copy();
    shown.keepAll(view.found);
    return this.size - sizeOfBoth(this.#current(), shown);
  }

  /** Live chosen rows, in row order. */
  rows(): number[] {
    const chosen = this.#current().copy();
    chosen.keepAll(this.snapshot.rows.live);
    return Array.from(chosen.toArray());
  }

  /** Rows of another snapshot are other nodes: the choice does not carry over. */
  #current(): RowSet {
    if (this.snapshot.id !== this.#of) {
      this.#of = this.snapshot.id;
      this.#chosen = new RowSet();
    }
    return this.#chosen;
  }
}
