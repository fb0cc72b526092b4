import type { FieldColumn, ValueKind } from "./field-column.ts";

/** A value of a field and how many rows have it. `missing`: rows without one; `unread`: rows where it is not known (value ""). */
export type FacetValue = { value: string; kind: ValueKind; count: number };

export function facetValue(column: FieldColumn, code: number, count: number): FacetValue {
  const kind = column.kindOf(code);
  return { value: kind === "value" ? column.textOf(code) : "", kind, count };
}
