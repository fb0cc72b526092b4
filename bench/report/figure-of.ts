import type { PartName, Results } from "./results-file.ts";
import type { Figure } from "./statistics.ts";

/** A figure that was measured, or undefined. */
export function findFigure(results: Results, part: PartName, measure: string, who = "product"): Figure | undefined {
  return results[part]?.figures[measure]?.[who];
}
