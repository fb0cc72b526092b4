import { type Cell, isGap } from "./cell.ts";
import type { Reach } from "./verdict.ts";

export const REACHES: readonly Reach[] = ["reachable", "tag", "ssm", "policy", "unknown"];

/** How many nodes are in each verdict, always beside what could not be read. */
export type Coverage = {
  counts: Readonly<Record<Reach, number>>;
  /** Nodes listed, whatever their verdict. */
  total: number;
  /** Accounts' regions whose nodes may not all be listed. */
  gaps: number;
  /** True where every count has to be read as "at least". */
  atLeast: boolean;
  /**
   * Whole percent of the listed nodes that are reachable, rounded towards the middle: 100 only where all are, 0 only
   * where none is. Null where no node is listed.
   */
  percent: number | null;
};

/**
 * Coverage from the counts of the listed nodes and the cells that they were read from. `arriving`: more nodes were read
 * than are listed yet.
 */
export function coverageOf(
  counts: Readonly<Record<Reach, number>>,
  cells: readonly Pick<Cell, "state">[],
  arriving = false,
): Coverage {
  const total = REACHES.reduce((sum, reach) => sum + counts[reach], 0);
  const gaps = cells.filter(isGap).length;
  return { counts, total, gaps, atLeast: gaps > 0 || arriving, percent: percentOf(counts.reachable, total) };
}

/** Five zeros, to count into. */
export function noCounts(): Record<Reach, number> {
  return { reachable: 0, tag: 0, ssm: 0, policy: 0, unknown: 0 };
}

function percentOf(part: number, total: number): number | null {
  if (total === 0) return null;
  if (part === 0 || part === total) return (part / total) * 100;
  return Math.min(99, Math.max(1, Math.round((part / total) * 100)));
}
