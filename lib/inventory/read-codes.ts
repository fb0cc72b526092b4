import type { NumberColumn } from "./columns/sort-by-number.ts";

/** The code of each of the rows, in their order. */
export type CodesOf = (rows: Uint32Array) => Uint32Array;

// A loop for each way in which codes are kept. One loop that called whatever column there is for every row would take some
// times as long: the engine of JavaScript cannot foresee what is called.

/** Codes that are the values of a column. */
export function codesIn(values: NumberColumn): CodesOf {
  return (rows) => {
    const codes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) codes[at] = values[rows[at] ?? 0] ?? 0;
    return codes;
  };
}

/** Codes that follow from the value of a column: `byValue[value]`. */
export function codesThrough(values: NumberColumn, byValue: Uint32Array): CodesOf {
  return (rows) => {
    const codes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) codes[at] = byValue[values[rows[at] ?? 0] ?? 0] ?? 0;
    return codes;
  };
}

/** Codes that are worked out row by row. */
export function codesBy(codeOf: (row: number) => number): CodesOf {
  return (rows) => {
    const codes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) codes[at] = codeOf(rows[at] ?? 0);
    return codes;
  };
}
