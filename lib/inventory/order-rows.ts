import type { RowSet } from "./columns/row-set.ts";
import { sortByNumber } from "./columns/sort-by-number.ts";
import { codesInOrder, type FieldColumn } from "./field-column.ts";

/** A run of rows with one code: `rows[start]` to `rows[start + count - 1]`. */
export type CodeRun = { code: number; start: number; count: number };

/** The rows by a field. Rows with equal values stay in row order in both directions; rows without one come last in both. */
export function orderRows(rows: RowSet, column: FieldColumn, direction: "asc" | "desc"): Uint32Array {
  const inRowOrder = rows.toArray();
  const { numbers } = column;
  if (numbers === undefined) return groupRows(inRowOrder, column, direction).rows;

  const hasValue = (row: number): boolean => numbers.some((values) => values[row] !== 0);
  const present = inRowOrder.filter(hasValue);
  sortByNumber(present, numbers, direction === "desc");
  const absent = inRowOrder.filter((row) => !hasValue(row));
  inRowOrder.set(present);
  inRowOrder.set(absent, present.length);
  return inRowOrder;
}

/** The rows brought together by code, codes in value order, the rows of one code in the order in which they were. */
export function groupRows(
  rows: Uint32Array,
  column: FieldColumn,
  direction: "asc" | "desc",
): { rows: Uint32Array; runs: readonly CodeRun[] } {
  const { codes, counts } = countCodes(rows, column);
  const inOrder = codesInOrder(column, codes);
  if (direction === "desc") inOrder.subarray(0, inOrder.findLastIndex((code) => column.kindOf(code) === "value") + 1).reverse();

  const runs: CodeRun[] = [];
  let start = 0;
  for (const code of inOrder) {
    const count = counts[code] ?? 0;
    runs.push({ code, start, count });
    counts[code] = start;
    start += count;
  }
  // The counts have become the places where each code's next row goes.
  const grouped = new Uint32Array(rows.length);
  for (const row of rows) {
    const code = column.codeOf(row);
    const place = counts[code] ?? 0;
    counts[code] = place + 1;
    grouped[place] = row;
  }
  return { rows: grouped, runs };
}

/** How many of the rows have each code, and the codes that any has. */
export function countCodes(rows: Uint32Array, column: FieldColumn): { codes: Uint32Array; counts: Uint32Array } {
  const counts = new Uint32Array(column.size);
  const codes = new Uint32Array(Math.min(rows.length, column.size));
  let used = 0;
  for (const row of rows) {
    const code = column.codeOf(row);
    const count = counts[code] ?? 0;
    if (count === 0) {
      codes[used] = code;
      used += 1;
    }
    counts[code] = count + 1;
  }
  return { codes: codes.subarray(0, used), counts };
}
