import type { RowColumns } from "./columns/row-columns.ts";
import { TagLists } from "./columns/tag-lists.ts";

/** Lists kept at hand for one estate; those not asked for longest go. A policy is typed letter by letter. */
const KEPT = 8;

const MADE = new WeakMap<RowColumns, Map<string, TagLists>>();

/**
 * The rows' tags with these keys, whatever their case (null: all tags), as numbered lists. Whoever asks for the same keys
 * gets the same lists, so that a policy whose text changes and which still looks at the same tags costs no new numbering.
 */
export function sharedTagLists(rows: RowColumns, keys: readonly string[] | null): TagLists {
  const lower = keys === null ? null : [...new Set(keys.map((key) => key.toLowerCase()))].sort();
  const name = JSON.stringify(lower);
  const made = MADE.get(rows) ?? new Map<string, TagLists>();
  MADE.set(rows, made);
  const lists = made.get(name) ?? new TagLists(rows, lower === null ? null : new Set(lower));
  made.delete(name);
  made.set(name, lists);
  for (const oldest of made.keys()) if (made.size > KEPT) made.delete(oldest);
  return lists;
}
