/**
 * Sorts rows by numbers of 16-bit digits, least significant digit first: stable, in place, without comparisons.
 * `digitOf` answers digit 0 (the least) to `digits - 1` of a row.
 */
export function sortByNumber(rows: Uint32Array, digits: number, digitOf: (row: number, digit: number) => number): void {
  const counts = new Uint32Array(65_537);
  let from = rows;
  let to = new Uint32Array(rows.length);
  for (let digit = 0; digit < digits; digit += 1) {
    counts.fill(0);
    for (const row of from) {
      const next = digitOf(row, digit) + 1;
      counts[next] = (counts[next] ?? 0) + 1;
    }
    for (let value = 1; value < counts.length; value += 1) counts[value] = (counts[value] ?? 0) + (counts[value - 1] ?? 0);
    for (const row of from) {
      const value = digitOf(row, digit);
      const place = counts[value] ?? 0;
      counts[value] = place + 1;
      to[place] = row;
    }
    [from, to] = [to, from];
  }
  if (from !== rows) rows.set(from);
}
