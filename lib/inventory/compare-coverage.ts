import type { Capability } from "#lib/domain/verdict.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

/** Rows by what a change does to them; `unknown`: the verdict is unknown before or after, and not the same on both sides. */
export type CoverageChange = "keep" | "gain" | "lose" | "unknown";

export type CoverageComparison = {
  /** Rows in row order. Rows that are blocked before and after, or unknown before and after, are in none. */
  rows: Readonly<Record<CoverageChange, readonly number[]>>;
  /** The same as counts per account and region, cells without any left out, in cell order. */
  cells: readonly { cell: number; counts: Readonly<Record<CoverageChange, number>> }[];
};

/** Who keeps, gains and loses a capability from `before` to `after`: two policies over the same snapshot. */
export function compareCoverage(before: VerdictColumns, after: VerdictColumns, capability: Capability): CoverageComparison {
  throw new Error(`not built yet: ${before.tag.key} ${after.tag.key} ${capability}`);
}
