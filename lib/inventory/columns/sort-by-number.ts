const DIGITS = 65_536;

/** Numbers indexed by row: what rows are sorted by. */
export type NumberColumn = Uint8Array | Uint32Array;

/** Fewer rows than this are compared: a pass by digits costs a table of all digits. */
const FEW = 4_096;

/**
 * Sorts rows by numbers spread over columns, the least significant column first: stable, in place. `descending` turns the
 * order of the numbers round, not that of equal rows. The most significant column goes first, by radix sort, 16 bits at a
 * time; where it tells the rows apart, as with ids, the others are hardly looked at.
 */
export function sortByNumber(rows: Uint32Array, columns: readonly NumberColumn[], descending = false): void {
  if (rows.length < FEW) {
    rows.sort(comparing(columns, descending ? -1 : 1));
    return;
  }
  const column = columns.at(-1);
  if (column === undefined) return;
  sortByColumn(rows, column, descending ? DIGITS - 1 : 0);
  const rest = columns.slice(0, -1);
  if (rest.length === 0) return;
  for (let begin = 0; begin < rows.length; ) {
    const value = column[rows[begin] ?? 0];
    let end = begin + 1;
    while (end < rows.length && column[rows[end] ?? 0] === value) end += 1;
    if (end - begin > 1) sortByNumber(rows.subarray(begin, end), rest, descending);
    begin = end;
  }
}

function comparing(columns: readonly NumberColumn[], sign: 1 | -1): (one: number, other: number) => number {
  return (one, other) => {
    for (let at = columns.length - 1; at >= 0; at -= 1) {
      const difference = (columns[at]?.[one] ?? 0) - (columns[at]?.[other] ?? 0);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

function sortByColumn(rows: Uint32Array, column: NumberColumn, flip: number): void {
  let from = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  for (let shift = 0; shift < column.BYTES_PER_ELEMENT * 8; shift += 16) {
    if (!sortByDigit(from, to, column, shift, flip)) continue;
    [from, to] = [to, from];
  }
  if (from !== rows) rows.set(from);
}

/** One stable pass. Returns false, with nothing moved, where all rows have the same digit. */
function sortByDigit(from: Uint32Array, to: Uint32Array, column: NumberColumn, shift: number, flip: number): boolean {
  const places = new Uint32Array(DIGITS);
  let digit = 0;
  for (let at = 0; at < from.length; at += 1) {
    digit = (((column[from[at] ?? 0] ?? 0) >>> shift) & (DIGITS - 1)) ^ flip;
    places[digit] = (places[digit] ?? 0) + 1;
  }
  if (places[digit] === from.length) return false;
  let place = 0;
  for (let value = 0; value < DIGITS; value += 1) {
    const count = places[value] ?? 0;
    places[value] = place;
    place += count;
  }
  for (let at = 0; at < from.length; at += 1) {
    const row = from[at] ?? 0;
    digit = (((column[row] ?? 0) >>> shift) & (DIGITS - 1)) ^ flip;
    const next = places[digit] ?? 0;
    places[digit] = next + 1;
    to[next] = row;
  }
  return true;
}
