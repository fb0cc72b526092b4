import fc from "fast-check";
import { expect, it } from "vitest";
import { sortByNumber } from "./sort-by-number.ts";

const value = fc.oneof(fc.nat(3), fc.nat({ max: 70_000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

it("sorts as a stable comparison of the columns does, the last one first, in both directions", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, fc.nat(255)), { maxLength: 60 }), fc.boolean(), (pairs, descending) => {
      const low = Uint32Array.from(pairs, ([number]) => number);
      const high = Uint8Array.from(pairs, ([, byte]) => byte);
      const rows = Uint32Array.from(pairs.keys());
      const sign = descending ? -1 : 1;
      const compare = (one: number, other: number): number =>
        sign * ((high[one] ?? 0) - (high[other] ?? 0) || (low[one] ?? 0) - (low[other] ?? 0));
      const expected = [...rows].sort(compare);
      sortByNumber(rows, [low, high], descending);
      expect([...rows]).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
