import type { Snapshot } from "../../lib/inventory/snapshot.ts";

/**
 * How many rows each beginning of a search text finds, worked out row by row without the engine: every word has to be in one
 * of a node's facts, or in a tag as `key=value`.
 */
export function countFound(snapshot: Snapshot, text: string): number[] {
  const begun = Array.from({ length: text.length }, (_, at) =>
    text
      .slice(0, at + 1)
      .split(/\s+/)
      .filter(Boolean),
  );
  const counts = begun.map(() => 0);
  const labels = new Map(snapshot.accounts.map(({ id, label }) => [id as string, label]));
  for (let row = 0; row < snapshot.rowCount; row += 1) {
    if (snapshot.isGone(row)) continue;
    const { partition: _, kind: __, lastPing: ___, launched: ____, tags, ...facts } = snapshot.node(row);
    const pairs = Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
    // Between facts stands what no search has in it.
    const where = [...Object.values(facts), labels.get(facts.account) ?? "", ...pairs].join("\n").toLowerCase();
    for (const [at, words] of begun.entries()) {
      // What a shorter text does not find, a longer one does not either.
      if (!words.every((word) => where.includes(word))) break;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}
