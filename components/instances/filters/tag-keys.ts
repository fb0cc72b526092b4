import type { Snapshot } from "#lib/inventory/snapshot.ts";

/** Keys found, and how many pairs of key and value there were then: pairs are only ever added. */
const FOUND = new WeakMap<Snapshot["rows"], { pairs: number; keys: readonly string[] }>();

/** Every tag key that a node of the snapshot carries or carried, in alphabetical order, AWS's own last. */
export function tagKeys(snapshot: Snapshot): readonly string[] {
  const { tags, texts } = snapshot.rows;
  const found = FOUND.get(snapshot.rows);
  if (found?.pairs === tags.pairs.size) return found.keys;
  const codes = new Set(tags.pairs.firsts.subarray(0, tags.pairs.size));
  const rank = (key: string) => (key.startsWith("aws:") ? 1 : 0);
  const keys = Array.from(codes, (code) => texts.text(code)).toSorted(
    (one, other) => rank(one) - rank(other) || one.localeCompare(other, "en"),
  );
  FOUND.set(snapshot.rows, { pairs: tags.pairs.size, keys });
  return keys;
}
