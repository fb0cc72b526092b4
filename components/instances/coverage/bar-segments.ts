import { REACHES } from "#lib/domain/coverage.ts";
import type { Reach } from "#lib/domain/verdict.ts";

/** A part of the coverage bar, in percent of its width. */
export type BarSegment = { reach: Reach; from: number; width: number };

/** So narrow that it can still be seen and hit. */
const NARROWEST = 1.5;

/** Parts of the bar in proportion to the counts; what is not zero is wide enough to be seen, at the cost of the rest. */
export function barSegments(counts: Readonly<Record<Reach, number>>): readonly BarSegment[] {
  const present = REACHES.filter((reach) => counts[reach] > 0);
  const total = present.reduce((sum, reach) => sum + counts[reach], 0);
  const raw = present.map((reach) => Math.max(NARROWEST, (counts[reach] / total) * 100));
  const scale = 100 / raw.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return present.map((reach, at) => {
    const segment = { reach, from, width: (raw[at] ?? 0) * scale };
    from += segment.width;
    return segment;
  });
}
