import type { RowSet } from "./columns/row-set.ts";
import { type NumberColumn, sortByNumber } from "./columns/sort-by-number.ts";
import { codesInOrder, type FieldColumn } from "./field-column.ts";

/** Runs of rows with one code each: run n has `codes[n]`, and is `rows[starts[n]]` and the `counts[n] - 1` rows after it. */
export type CodeRuns = { codes: Uint32Array; starts: Uint32Array; counts: Uint32Array };

/** The rows by a field. Rows with equal values stay in row order in both directions; rows without one come last in both. */
export function orderRows(rows: RowSet, column: FieldColumn, direction: "asc" | "desc"): Uint32Array {
  const inRowOrder = rows.toArray();
  const { numbers } = column;
  if (numbers === undefined) return groupRows(inRowOrder, column, direction).rows;

  const { ordered, present } = presentFirst(inRowOrder, numbers);
  sortByNumber(ordered.subarray(0, present), numbers, direction === "desc");
  return ordered;
}

/** The rows that have a value, then those that have none, both in the order given, and how many the first are. */
function presentFirst(rows: Uint32Array, numbers: readonly NumberColumn[]): { ordered: Uint32Array; present: number } {
  const isPresent = new Uint8Array(rows.length);
  // Column by column: a row of an id has its value in the last one as a rule, and one loop over one array is soon compiled.
  for (const values of numbers) {
    for (let at = 0; at < rows.length; at += 1) if (values[rows[at] ?? 0] !== 0) isPresent[at] = 1;
  }
  const ordered = new Uint32Array(rows.length);
  let present = 0;
  for (let at = 0; at < rows.length; at += 1) if (isPresent[at] === 1) ordered[present++] = rows[at] ?? 0;
  let to = present;
  for (let at = 0; at < rows.length; at += 1) if (isPresent[at] === 0) ordered[to++] = rows[at] ?? 0;
  return { ordered, present };
}

/** The rows brought together by code, codes in value order, the rows of one code in the order in which they were. */
export function groupRows(
  rows: Uint32Array,
  column: FieldColumn,
  direction: "asc" | "desc",
): { rows: Uint32Array; runs: CodeRuns } {
  const { codes, counts, codeOfEach } = countCodes(rows, column);
  const inOrder = codesInOrder(column, codes);
  if (direction === "desc") inOrder.subarray(0, inOrder.findLastIndex((code) => column.kindOf(code) === "value") + 1).reverse();

  const runs: CodeRuns = { codes: inOrder, starts: new Uint32Array(inOrder.length), counts: new Uint32Array(inOrder.length) };
  let start = 0;
  for (let at = 0; at < inOrder.length; at += 1) {
    const code = inOrder[at] ?? 0;
    const count = counts[code] ?? 0;
    runs.starts[at] = start;
    runs.counts[at] = count;
    counts[code] = start;
    start += count;
  }
  // The counts have become the places where each code's next row goes.
  const grouped = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const code = codeOfEach[at] ?? 0;
    const place = counts[code] ?? 0;
    counts[code] = place + 1;
    grouped[place] = rows[at] ?? 0;
  }
  return { rows: grouped, runs };
}

type CodeCounts = {
  /** The codes that any of the rows has, in order of first use. */
  codes: Uint32Array;
  /** By code. */
  counts: Uint32Array;
  /** Of each row its code. */
  codeOfEach: Uint32Array;
};

/** How many of the rows have each code. */
export function countCodes(rows: Uint32Array, column: FieldColumn): CodeCounts {
  const counts = new Uint32Array(column.size);
  const codes = new Uint32Array(Math.min(rows.length, column.size));
  const codeOfEach = column.codesOf(rows);
  let used = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const code = codeOfEach[at] ?? 0;
    const count = counts[code] ?? 0;
    if (count === 0) {
      codes[used] = code;
      used += 1;
    }
    counts[code] = count + 1;
  }
  return { codes: codes.subarray(0, used), counts, codeOfEach };
}
