import { REACHES } from "#lib/domain/coverage.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { Snapshot } from "./snapshot.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

/**
 * What a change does to a node: it keeps, gains or loses the capability; `unknown`: the verdict is unknown on one side, so
 * nobody can say. Nodes that are blocked, or unknown, before and after are unchanged and in none of these.
 */
export type CoverageChange = "keep" | "gain" | "lose" | "unknown";

export const COVERAGE_CHANGES: readonly CoverageChange[] = ["lose", "gain", "keep", "unknown"];

export type CoverageCounts = Readonly<Record<CoverageChange, number>>;

/** Of every live row what a change does to it, as of when it was compared. */
export type CoverageComparison = {
  snapshot: Snapshot;
  capability: Capability;
  counts: CoverageCounts;
  /** Per row, COVERAGE_CHANGES from 1; 0: nothing changes, or there is no such row. */
  codes: Uint8Array;
  changeOf(row: number): CoverageChange | null;
  /** The rows of one change, ascending. */
  rows(change: CoverageChange): Uint32Array;
};

/**
 * Who keeps, gains and loses a capability from `before` to `after`: two policies, or tags, over the same snapshot. Both are
 * refreshed. Throws TypeError where they are of different snapshots.
 */
export function compareCoverage(before: VerdictColumns, after: VerdictColumns, capability: Capability): CoverageComparison {
  const { snapshot } = before;
  if (after.snapshot !== snapshot) throw new TypeError("coverage of two different snapshots cannot be compared");
  before.refresh();
  after.refresh();

  const codes = new Uint8Array(snapshot.rowCount);
  const counts = new Uint32Array(1 + COVERAGE_CHANGES.length);
  snapshot.rows.live.forEach((row) => {
    const change = CODES[before.reachCode(row, capability) * REACHES.length + after.reachCode(row, capability)] ?? 0;
    codes[row] = change;
    counts[change] = (counts[change] ?? 0) + 1;
  });
  const countOf = (change: CoverageChange): number => counts[1 + COVERAGE_CHANGES.indexOf(change)] ?? 0;
  return {
    snapshot,
    capability,
    counts: { keep: countOf("keep"), gain: countOf("gain"), lose: countOf("lose"), unknown: countOf("unknown") },
    codes,
    changeOf: (row) => COVERAGE_CHANGES[(codes[row] ?? 0) - 1] ?? null,
    rows(change) {
      const code = 1 + COVERAGE_CHANGES.indexOf(change);
      const rows = new Uint32Array(countOf(change));
      let to = 0;
      for (let row = 0; row < codes.length; row += 1) {
        if (codes[row] !== code) continue;
        rows[to] = row;
        to += 1;
      }
      return rows;
    },
  };
}

/** COVERAGE_CHANGES from 1, 0 for none, by the reach before and after. */
const CODES = REACHES.flatMap((before) =>
  REACHES.map((after) => {
    const change = changeBetween(before, after);
    return change === null ? 0 : 1 + COVERAGE_CHANGES.indexOf(change);
  }),
);

function changeBetween(before: Reach, after: Reach): CoverageChange | null {
  if (before === "unknown" || after === "unknown") return before === after ? null : "unknown";
  if (after === "reachable") return before === "reachable" ? "keep" : "gain";
  return before === "reachable" ? "lose" : null;
}
