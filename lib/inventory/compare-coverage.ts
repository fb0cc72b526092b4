import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

/**
 * What a change does to a node: it keeps, gains or loses the capability; `unknown`: the verdict is unknown on one side, so
 * nobody can say. Nodes that are blocked, or unknown, before and after are unchanged and in none of these.
 */
export type CoverageChange = "keep" | "gain" | "lose" | "unknown";

export type CoverageCounts = Readonly<Record<CoverageChange, number>>;

export type CoverageComparison = {
  counts: CoverageCounts;
  /** Live rows, in row order. */
  rows: Readonly<Record<CoverageChange, readonly number[]>>;
  /** The counts per account and region, in cell order; cells in which nothing is counted are left out. */
  cells: readonly { cell: number; counts: CoverageCounts }[];
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

  const rows: Record<CoverageChange, number[]> = { keep: [], gain: [], lose: [], unknown: [] };
  const cells = new Map<number, Record<CoverageChange, number>>();
  snapshot.rows.live.forEach((row) => {
    const change = changeBetween(before.reach(row, capability), after.reach(row, capability));
    if (change === null) return;
    rows[change].push(row);
    const cell = snapshot.cellOf(row);
    const counts = cells.get(cell) ?? { keep: 0, gain: 0, lose: 0, unknown: 0 };
    counts[change] += 1;
    cells.set(cell, counts);
  });
  const { keep, gain, lose, unknown } = rows;
  return {
    counts: { keep: keep.length, gain: gain.length, lose: lose.length, unknown: unknown.length },
    rows,
    cells: [...cells].sort(([one], [other]) => one - other).map(([cell, counts]) => ({ cell, counts })),
  };
}

function changeBetween(before: Reach, after: Reach): CoverageChange | null {
  if (before === "unknown" || after === "unknown") return before === after ? null : "unknown";
  if (after === "reachable") return before === "reachable" ? "keep" : "gain";
  return before === "reachable" ? "lose" : null;
}
