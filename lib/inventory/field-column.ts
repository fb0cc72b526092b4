import type { NumberColumn } from "./columns/sort-by-number.ts";
import type { CodesOf } from "./read-codes.ts";

/** Whether a code stands for a value, for there being none, or for not knowing. */
export type ValueKind = "value" | "missing" | "unread";

/**
 * One field of every row as codes. Rows with equal values have equal codes; codes are below `size`. What filters, counts,
 * sorts and groups needs no more than this.
 */
export type FieldColumn = {
  readonly size: number;
  readonly codesOf: CodesOf;
  /** The value in words; "" where there is none. */
  textOf(code: number): string;
  kindOf(code: number): ValueKind;
  /** Sorts distinct codes of kind `value` by their values, in place. */
  sortCodes(codes: Uint32Array): void;
  /** Where there are numbers to sort rows by instead, the least significant column first; 0 in all where there is no value. */
  readonly numbers?: readonly NumberColumn[];
};

/** The codes among rows, each once: those of values in value order, then those of missing ones, then of unread ones. */
export function codesInOrder(column: FieldColumn, codes: Uint32Array): Uint32Array {
  const inOrder = new Uint32Array(codes.length);
  const missing: number[] = [];
  const unread: number[] = [];
  let values = 0;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    const kind = column.kindOf(code);
    if (kind === "value") {
      inOrder[values] = code;
      values += 1;
    } else if (kind === "missing") missing.push(code);
    else unread.push(code);
  }
  column.sortCodes(inOrder.subarray(0, values));
  inOrder.set([...missing, ...unread], values);
  return inOrder;
}
