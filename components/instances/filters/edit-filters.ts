import { REACHES } from "#lib/domain/coverage.ts";
import type { Reach } from "#lib/domain/verdict.ts";
import type { Filter } from "#lib/inventory/view.ts";
import { formatToken } from "./filter-token.ts";

/** With one filter more. The same filter is not there twice; `is` on a field adds to the values that are asked for. */
export function addFilter(filters: readonly Filter[], added: Filter): Filter[] {
  if (added.op !== "is") return [...removeFilter(filters, added), added];
  const others = filters.filter(({ field, op }) => field !== added.field || op !== "is");
  const values = new Set([...valuesOf(filters, added.field), ...added.values]);
  return [...others, { ...added, values: [...values] }];
}

export function removeFilter(filters: readonly Filter[], removed: Filter): Filter[] {
  const text = formatToken(removed);
  return filters.filter((filter) => formatToken(filter) !== text);
}

/** The values that a field is asked to have (`is`); empty where it is not asked. */
export function valuesOf(filters: readonly Filter[], field: string): readonly string[] {
  return filters.filter((filter) => filter.field === field && filter.op === "is").flatMap(({ values }) => values);
}

/** With one value more, or less, among those that a field is asked to have; the filter goes with its last value. */
export function toggleValue(filters: readonly Filter[], field: string, value: string): Filter[] {
  const values = valuesOf(filters, field);
  const next = values.includes(value) ? values.filter((known) => known !== value) : [...values, value];
  const at = filters.findIndex((filter) => filter.field === field && filter.op === "is");
  const others = filters.filter((filter) => filter.field !== field || filter.op !== "is");
  if (next.length === 0) return others;
  return others.toSpliced(at < 0 ? others.length : Math.min(at, others.length), 0, { field, op: "is", values: next });
}

/** The counts of coverage that the filters let through by name; empty where they do not ask. */
export function chosenReaches(filters: readonly Filter[]): readonly Reach[] {
  const values = valuesOf(filters, "reach");
  return REACHES.filter((reach) => values.includes(reach));
}
