import type { Snapshot } from "./snapshot.ts";
import type { View } from "./view.ts";

/** Chosen rows. Survives appends, filters and a stream opened again on the same snapshot; gone rows drop out. */
export class Selection {
  readonly snapshot: Snapshot;
  /** Grows with every change made here. */
  version = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** Live rows chosen. */
  get size(): number {
    throw new Error("not built yet");
  }

  has(row: number): boolean {
    throw new Error(`not built yet: ${row}`);
  }

  set(row: number, on: boolean): void {
    throw new Error(`not built yet: ${row} ${on}`);
  }

  toggle(row: number): void {
    this.set(row, !this.has(row));
  }

  /** Chooses the rows at positions `fromIndex` to `toIndex` of the view, both included, in either order. */
  addRange(view: View, fromIndex: number, toIndex: number): void {
    throw new Error(`not built yet: ${view.length} ${fromIndex} ${toIndex}`);
  }

  addAllMatching(view: View): void {
    throw new Error(`not built yet: ${view.length}`);
  }

  removeAllMatching(view: View): void {
    throw new Error(`not built yet: ${view.length}`);
  }

  clear(): void {
    throw new Error("not built yet");
  }

  /** How many chosen rows the view does not show. */
  hiddenBy(view: View): number {
    throw new Error(`not built yet: ${view.length}`);
  }

  /** Live chosen rows, in row order. */
  rows(): number[] {
    throw new Error("not built yet");
  }
}
