import { type NaiveRow, naiveRows } from "../../lib/inventory/reference/naive-query.ts";
import { compareNatural } from "../peers/row.ts";

export type GroupAnswer = {
  /** Rows and headings. */
  lines: number;
  first: { value: string; rows: number };
};

/** The groups by a tag: values in natural order, rows without the tag last. Throws where no row has it. */
export function groupAnswer(rows: readonly NaiveRow[], key: string): GroupAnswer {
  const counts = countBy(rows, ({ node }) => node.tags?.[key] ?? null);
  const missing = counts.delete(null) ? 1 : 0;
  return { lines: rows.length + counts.size + missing, first: firstOf(counts) };
}

/** How many rows the text finds, and how many of them have the field's first value. */
export type FacetAnswer = { found: number; value: string; rows: number };

/** Counts of a field's values under a text. Throws where nothing is found. */
export function facetAnswer(rows: readonly NaiveRow[], text: string, field: "region"): FacetAnswer {
  const found = naiveRows(rows, { text, filters: [], sort: null, capability: "run-command", groupBy: null });
  return { found: found.length, ...firstOf(countBy(found, ({ node }) => node[field])) };
}

/** The tag keys by which groups are measured: the one that most rows have, and the one with most values. */
export function groupedKeys(rows: readonly NaiveRow[]): string[] {
  const values = new Map<string, { rows: number; values: Set<string> }>();
  for (const { node } of rows) {
    for (const [key, value] of Object.entries(node.tags ?? {})) {
      const known = values.get(key) ?? { rows: 0, values: new Set() };
      known.rows += 1;
      known.values.add(value);
      values.set(key, known);
    }
  }
  const keys = [...values];
  const few = keys.filter(([, one]) => one.values.size < 100).toSorted(([, one], [, other]) => other.rows - one.rows);
  const many = keys.toSorted(([, one], [, other]) => other.values.size - one.values.size);
  return [few[0]?.[0], many[0]?.[0]].filter((key) => key !== undefined);
}

function countBy<Key>(rows: readonly NaiveRow[], keyOf: (row: NaiveRow) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}

function firstOf(counts: ReadonlyMap<string | null, number>): { value: string; rows: number } {
  const [first] = [...counts]
    .flatMap(([value, rows]) => (value === null ? [] : [{ value, rows }]))
    .toSorted((one, other) => compareNatural(one.value, other.value));
  if (first === undefined) throw new Error("no row has a value");
  return first;
}
