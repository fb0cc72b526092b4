import fc from "fast-check";
import { expect, it } from "vitest";
import { sortByNumber } from "./sort-by-number.ts";

const value = fc.oneof(fc.nat(3), fc.nat({ max: 70_000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

it("does the same with many rows, where most, some or none have a number of their own", () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 3, 50_000), fc.nat(2 ** 31), fc.boolean(), (kinds, seed, descending) => {
      const drawn = (at: number): number => Math.imul(at + seed, 0x9e3779b1) >>> 0;
      const low = Uint32Array.from({ length: 9_000 }, (_, at) => drawn(at) % 1000);
      const high = Uint32Array.from({ length: 9_000 }, (_, at) => (drawn(at) % kinds) * 65_537);
      const rows = Uint32Array.from(low.keys());
      const sign = descending ? -1 : 1;
      const expected = [...rows].sort(
        (one, other) => sign * ((high[one] ?? 0) - (high[other] ?? 0) || (low[one] ?? 0) - (low[other] ?? 0)),
      );
      sortByNumber(rows, [low, high], descending);
      expect([...rows]).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

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
