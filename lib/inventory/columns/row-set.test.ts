import fc from "fast-check";
import { expect, it } from "vitest";
import { RowSet, sizeOfBoth } from "./row-set.ts";

const rows = fc.array(fc.nat(200));

function setOf(numbers: Iterable<number>): RowSet {
  const set = new RowSet();
  for (const row of numbers) set.add(row);
  return set;
}

it("holds what a Set holds, whatever is added, taken away and combined", () => {
  fc.assert(
    fc.property(rows, rows, rows, (added, removed, others) => {
      const set = setOf(added);
      const expected = new Set(added);
      for (const row of removed) {
        set.delete(row);
        expected.delete(row);
      }
      const other = setOf(others);
      const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((one, next) => one - next);
      const combined = (change: (copy: RowSet) => void): number[] => {
        const copy = set.copy();
        change(copy);
        return [...copy.toArray()];
      };
      expect([...set.toArray()]).toEqual(sorted(expected));
      expect(set.size).toBe(expected.size);
      expect(set.has(7)).toBe(expected.has(7));
      expect(set.has(100_000)).toBe(false);
      expect(sizeOfBoth(set, other)).toBe(expected.intersection(new Set(others)).size);
      const [from = 0, to = 0] = sorted(others.slice(0, 2));
      const between = Array.from({ length: to - from }, (_, at) => from + at);
      expect(combined((copy) => copy.addBetween(from, to))).toEqual(sorted(expected.union(new Set(between))));
      expect(combined((copy) => copy.addAll(other))).toEqual(sorted(expected.union(new Set(others))));
      expect(combined((copy) => copy.deleteAll(other))).toEqual(sorted(expected.difference(new Set(others))));
      expect(combined((copy) => copy.keepAll(other))).toEqual(sorted(expected.intersection(new Set(others))));
      expect([...set.filter((row) => row % 3 === 0).toArray()]).toEqual(sorted(expected).filter((row) => row % 3 === 0));
    }),
  );
});
