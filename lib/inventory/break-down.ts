import { grown32 } from "./columns/grown.ts";
import { COVERAGE_CHANGES, type CoverageChange, type CoverageComparison, type CoverageCounts } from "./compare-coverage.ts";
import { codesInOrder, type FieldColumn, type ValueKind } from "./field-column.ts";

/** One value of a field, and what a change does to the nodes that have it. `missing`, `unread`: as in FacetValue (value ""). */
export type BreakdownPart = { code: number; value: string; kind: ValueKind; counts: CoverageCounts };

export type Breakdown = {
  /** Those with the most losses first, then gains, then all that is counted; equal ones in value order. */
  parts: readonly BreakdownPart[];
  /** Values that would come after these, or beside the last of them. */
  left: number;
};

/**
 * The counts of a comparison by the values of a field; values of which no node is counted are left out. At most `most` of
 * them: a field like the name has as many values as there are nodes.
 */
export function breakDown(comparison: CoverageComparison, column: FieldColumn, most: number): Breakdown {
  const { codes, counts } = countChanges(comparison, column);
  const weights = Float64Array.from(codes, (_, at) => weightOf(countsAt(counts, at)));
  const places = new Map(heaviest(weights, most).map((at) => [codes[at] ?? 0, at]));
  const parts = Array.from(codesInOrder(column, Uint32Array.from(places.keys())), (code): BreakdownPart => {
    const kind = column.kindOf(code);
    const value = kind === "value" ? column.textOf(code) : "";
    return { code, value, kind, counts: countsAt(counts, places.get(code) ?? 0) };
  });
  const sorted = parts.toSorted((one, other) => weightOf(other.counts) - weightOf(one.counts));
  return { parts: sorted, left: codes.length - sorted.length };
}

const CHANGES = COVERAGE_CHANGES.length;

/** The codes that are counted, and for each its counts in the order of COVERAGE_CHANGES. */
function countChanges({ snapshot, codes: changes }: CoverageComparison, column: FieldColumn) {
  const places = new Uint32Array(column.size);
  const codes: number[] = [];
  let counts: Uint32Array = new Uint32Array(CHANGES * 64);
  const rows = snapshot.rows.live.toArray();
  const codeOfEach = column.codesOf(rows);
  for (let index = 0; index < rows.length; index += 1) {
    const change = changes[rows[index] ?? 0] ?? 0;
    if (change === 0) continue;
    const code = codeOfEach[index] ?? 0;
    let place = places[code] ?? 0;
    if (place === 0) {
      codes.push(code);
      place = codes.length;
      places[code] = place;
      counts = grown32(counts, place * CHANGES);
    }
    const at = (place - 1) * CHANGES + change - 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { codes, counts };
}

function countsAt(counts: Uint32Array, at: number): CoverageCounts {
  const countOf = (change: CoverageChange): number => counts[at * CHANGES + COVERAGE_CHANGES.indexOf(change)] ?? 0;
  return { lose: countOf("lose"), gain: countOf("gain"), keep: countOf("keep"), unknown: countOf("unknown") };
}

/** Losses before gains before the rest, as one exact number: there are a million nodes at most, below 2^20. */
function weightOf({ lose, gain, keep, unknown }: CoverageCounts): number {
  return (lose * 2 ** 20 + gain) * 2 ** 12 + Math.min(2 ** 12 - 1, keep + unknown);
}

/** Places of the `most` largest weights; of equal ones the first. */
function heaviest(weights: Float64Array, most: number): readonly number[] {
  const least = weights.toSorted().at(-most) ?? 0;
  let ties = most - weights.reduce((heavier, weight) => heavier + (weight > least ? 1 : 0), 0);
  const places: number[] = [];
  weights.forEach((weight, at) => {
    if (weight < least || (weight === least && ties <= 0)) return;
    if (weight === least) ties -= 1;
    places.push(at);
  });
  return places;
}
