import fc from "fast-check";
import { expect, test } from "vitest";
import { barSegments } from "./bar-segments.ts";

const counts = fc.record({ reachable: fc.nat(), tag: fc.nat(), ssm: fc.nat(), policy: fc.nat(), unknown: fc.nat() });

test("fills the whole bar without a hole, and shows every count that is not zero", () => {
  fc.assert(
    fc.property(counts, (given) => {
      const segments = barSegments(given);
      expect(segments.map(({ reach }) => reach)).toEqual(
        Object.entries(given).flatMap(([reach, count]) => (count > 0 ? [reach] : [])),
      );
      let end = 0;
      for (const segment of segments) {
        expect(segment.from).toBeCloseTo(end);
        expect(segment.width).toBeGreaterThan(0.5);
        end = segment.from + segment.width;
      }
      if (segments.length > 0) expect(end).toBeCloseTo(100);
    }),
  );
});
