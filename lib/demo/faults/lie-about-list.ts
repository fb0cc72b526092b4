import type { Fault } from "./fault.ts";

/** Beside the first row, so many are left out. */
export const MISSED_EVERY = 5;

/**
 * Rows of a list that was asked for by how ids begin, as the faults have it told: without some and the one that `isFirst`, the first
 * one twice, or with a stranger. `all` is how many rows there are.
 */
export function lieAboutList(
  rows: readonly number[],
  all: number,
  faults: readonly Fault[],
  isFirst: (row: number) => boolean,
): number[] {
  const how = faults.find((fault) => fault.kind === "wrong-list")?.how;
  if (how === "misses") return rows.filter((row) => !isFirst(row) && row % MISSED_EVERY !== 0);
  if (how === "repeats") return [...rows, ...rows.slice(0, 1)];
  if (how === "strays") {
    const known = new Set(rows);
    const stranger = Array.from({ length: all }, (_, row) => row).find((row) => !known.has(row));
    return stranger === undefined ? [...rows] : [...rows, stranger];
  }
  return [...rows];
}
