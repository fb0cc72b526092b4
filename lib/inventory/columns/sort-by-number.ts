const DIGITS = 65_536;

/** Numbers indexed by row: what rows are sorted by. */
export type NumberColumn = Uint8Array | Uint32Array;

/**
 * Sorts rows by numbers spread over columns, the least significant column first: stable, in place, without comparisons
 * (radix sort, 16 bits at a time). `descending` turns the order of the numbers round, not that of equal rows.
 */
export function sortByNumber(rows: Uint32Array, columns: readonly NumberColumn[], descending = false): void {
  const flip = descending ? DIGITS - 1 : 0;
  let from = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  for (const column of columns) {
    for (let shift = 0; shift < column.BYTES_PER_ELEMENT * 8; shift += 16) {
      if (!sortByDigit(from, to, column, shift, flip)) continue;
      [from, to] = [to, from];
    }
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
