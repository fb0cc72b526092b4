import fc from "fast-check";
import { expect, it } from "vitest";
import { PairTable } from "./pair-table.ts";

it("numbers distinct pairs in order of arrival", () => {
  const number = fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 300 }), (pairs) => {
      const table = new PairTable();
      const numbers = new Map<string, number>();
      for (const [first, second] of pairs) {
        const key = `${first} ${second}`;
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        const given = table.intern(first, second);
        expect(given).toBe(numbers.get(key));
        expect([table.first(given), table.second(given)]).toEqual([first, second]);
      }
      expect(table.size).toBe(numbers.size);
    }),
    { numRuns: 60 },
  );
});
