import type { Snapshot } from "#lib/inventory/snapshot.ts";

/** Every tag key that a node of the snapshot carries or carried, in alphabetical order, AWS's own last. */
export function tagKeys(snapshot: Snapshot): readonly string[] {
  const { tags, texts } = snapshot.rows;
  const codes = new Set(tags.pairs.firsts.subarray(0, tags.pairs.size));
  const rank = (key: string) => (key.startsWith("aws:") ? 1 : 0);
  return Array.from(codes, (code) => texts.text(code)).toSorted(
    (one, other) => rank(one) - rank(other) || one.localeCompare(other, "en"),
  );
}
