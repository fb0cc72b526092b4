import { COVERAGE_CHANGES, type CoverageComparison, type CoverageCounts } from "./compare-coverage.ts";
import { codesInOrder, type FieldColumn, type ValueKind } from "./field-column.ts";

/** One value of a field, and what a change does to the nodes that have it. `missing`, `unread`: as in FacetValue (value ""). */
export type BreakdownPart = { code: number; value: string; kind: ValueKind; counts: CoverageCounts };

export type Breakdown = {
  /** Those with the most losses first, then gains, then all that is counted; equal ones in value order. */
  parts: readonly BreakdownPart[];
  /** Values that would come after these. */
  left: number;
};

/**
 * The counts of a comparison by the values of a field; values of which no node is counted are left out. At most `most` of
 * them: a field like the name has as many values as there are nodes.
 */
export function breakDown(comparison: CoverageComparison, column: FieldColumn, most: number): Breakdown {
  const { codes, counts } = countChanges(comparison, column);
  const weight = (at: number): number => {
    const [lose = 0, gain = 0, keep = 0, unknown = 0] = counts.subarray(at * CHANGES, (at + 1) * CHANGES);
    // Each count is below 2^20, so that three of them are told apart in one exact number.
    return (lose * 2 ** 20 + gain) * 2 ** 12 + Math.min(2 ** 12 - 1, keep + unknown);
  };
  const weights = Float64Array.from(codes, (_, at) => weight(at));
  const least = weights.toSorted().at(-most) ?? 0;
  const places = new Map(codes.flatMap((code, at) => ((weights[at] ?? 0) >= least ? [[code, at] as const] : [])));
  const parts = Array.from(codesInOrder(column, Uint32Array.from(places.keys())), (code): BreakdownPart => {
    const at = places.get(code) ?? 0;
    const [lose = 0, gain = 0, keep = 0, unknown = 0] = counts.subarray(at * CHANGES, (at + 1) * CHANGES);
    const kind = column.kindOf(code);
    return { code, value: kind === "value" ? column.textOf(code) : "", kind, counts: { lose, gain, keep, unknown } };
  });
  const weightOf = ({ code }: BreakdownPart): number => weights[places.get(code) ?? 0] ?? 0;
  const shown = parts.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, most);
  return { parts: shown, left: codes.length - shown.length };
}

const CHANGES = COVERAGE_CHANGES.length;

/** The codes that are counted, and for each its counts in the order of COVERAGE_CHANGES. */
function countChanges(comparison: CoverageComparison, column: FieldColumn): { codes: number[]; counts: Uint32Array } {
  const places = new Uint32Array(column.size);
  const codes: number[] = [];
  const counted: number[] = [];
  comparison.snapshot.rows.live.forEach((row) => {
    const change = comparison.changeOf(row);
    if (change === null) return;
    const code = column.codeOf(row);
    let place = places[code] ?? 0;
    if (place === 0) {
      codes.push(code);
      place = codes.length;
      places[code] = place;
    }
    const at = (place - 1) * CHANGES + COVERAGE_CHANGES.indexOf(change);
    counted[at] = (counted[at] ?? 0) + 1;
  });
  return { codes, counts: Uint32Array.from({ length: codes.length * CHANGES }, (_, at) => counted[at] ?? 0) };
}
