/** What several runs came to. */
export type Figure = { median: number; worst: number; runs: number };

/** Throws RangeError for no values: nothing measured is not zero. */
export function figureOf(values: readonly number[]): Figure {
  const sorted = values.toSorted((one, other) => one - other);
  const worst = sorted.at(-1);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const next = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (worst === undefined || middle === undefined || next === undefined) throw new RangeError("nothing was measured");
  return { median: (middle + next) / 2, worst, runs: values.length };
}
