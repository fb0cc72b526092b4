import { RowSet } from "./columns/row-set.ts";
import type { FieldColumn } from "./field-column.ts";
import type { Filter } from "./query.ts";

/** What a code's value was found to be. */
const PASSES = 1;
const FAILS = 2;

/** Those of the rows that the filter matches. Each distinct value is looked at once. */
export function filterRows(rows: RowSet, column: FieldColumn, filter: Filter): RowSet {
  const passes = valueTest(filter);
  const known = new Uint8Array(column.size);
  const all = rows.toArray();
  const codes = column.codesOf(all);
  const matching = new RowSet();
  matching.reserve(rows.words.length * 32);
  for (let at = 0; at < all.length; at += 1) {
    const code = codes[at] ?? 0;
    if (known[code] === 0) known[code] = codePasses(column, code, filter, passes) ? PASSES : FAILS;
    if (known[code] === PASSES) matching.add(all[at] ?? 0);
  }
  return matching;
}

function codePasses(column: FieldColumn, code: number, filter: Filter, passes: (text: string) => boolean): boolean {
  const kind = column.kindOf(code);
  if (kind === "unread") return false;
  if (kind === "missing") return filter.op === "missing" || filter.op === "is-not" || filter.op === "not-contains";
  return passes(column.textOf(code));
}

/** Whether a value passes; of missing and unread ones codePasses decides. */
function valueTest({ op, values }: Filter): (text: string) => boolean {
  const lower = values.map((value) => value.toLowerCase());
  const isOne = (text: string): boolean => values.includes(text);
  const hasOne = (text: string): boolean => {
    const where = text.toLowerCase();
    return lower.some((value) => where.includes(value));
  };
  switch (op) {
    case "is":
      return isOne;
    case "is-not":
      return (text) => !isOne(text);
    case "contains":
      return hasOne;
    case "not-contains":
      return (text) => !hasOne(text);
    case "exists":
      return () => true;
    case "missing":
      return () => false;
  }
}
