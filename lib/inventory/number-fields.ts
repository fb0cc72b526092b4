import type { RowColumns } from "./columns/row-columns.ts";
import { sortByNumber } from "./columns/sort-by-number.ts";
import type { FieldColumn } from "./field-column.ts";
import { type CodesOf, codesBy, codesIn } from "./read-codes.ts";

const SECONDS_A_DAY = 86_400;
const DAYS = Math.ceil(2 ** 32 / SECONDS_A_DAY);

/** Times in epoch seconds, 0 where there is none: the values are UTC days (`2026-11-13`), the order is that of the seconds. */
export function dayField(seconds: Uint32Array): FieldColumn {
  return {
    size: DAYS + 1,
    codesOf: codesBy((row) => {
      const second = seconds[row] ?? 0;
      return second === 0 ? 0 : Math.floor(second / SECONDS_A_DAY) + 1;
    }),
    textOf: (code) => (code === 0 ? "" : new Date((code - 1) * SECONDS_A_DAY * 1000).toISOString().slice(0, "2026-11-13".length)),
    kindOf: (code) => (code === 0 ? "missing" : "value"),
    sortCodes: (codes) => codes.sort(),
    numbers: [seconds],
  };
}

/**
 * Ids: the code of an id is one of its rows; most have one, but two cells can list the same id. Short ids sort before long
 * ones, `mi-` ids last.
 */
export function idField({ ids, count }: RowColumns): FieldColumn {
  const numbers = [ids.lows, ids.highs, ids.heads];
  return {
    size: count,
    codesOf: codesBy((row) => ids.sameIdAs(row)),
    textOf: (row) => ids.text(row),
    kindOf: () => "value",
    sortCodes: (rows) => sortByNumber(rows, numbers),
    numbers,
  };
}

/** Private addresses: the code of an address is the first row that has it. Networks overlap between accounts. */
export function addressField({ ips, count }: RowColumns): FieldColumn {
  let codesOf: CodesOf | undefined;
  const numbers = [ips.order(count)];
  return {
    size: count,
    codesOf: (rows) => {
      codesOf ??= codesIn(firstRows(ips.values, count));
      return codesOf(rows);
    },
    textOf: (row) => ips.text(row),
    kindOf: (row) => (ips.values[row] === 0 ? "missing" : "value"),
    sortCodes: (rows) => sortByNumber(rows, numbers),
    numbers,
  };
}

/** For each row the first row with the same value. */
function firstRows(values: Uint32Array, count: number): Uint32Array {
  const firsts = new Map<number, number>();
  const found = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const value = values[row] ?? 0;
    const first = firsts.get(value) ?? row;
    if (first === row) firsts.set(value, row);
    found[row] = first;
  }
  return found;
}
