import fc from "fast-check";
import { expect, test } from "vitest";
import { DueQueue } from "./due-queue.ts";

test("gives out what is due and no more, earliest first, and in the order of putting in where the time is the same", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, nowMs) => {
      const queue = new DueQueue<[number, number]>();
      for (const [order, dueMs] of times.entries()) queue.push([dueMs, order], dueMs);
      const expected = times
        .map((dueMs, order): [number, number] => [dueMs, order])
        .toSorted(([a, first], [b, second]) => a - b || first - second);
      const take = (until: number) => {
        const taken: [number, number][] = [];
        for (let next = queue.takeDue(until); next; next = queue.takeDue(until)) taken.push(next.item);
        return taken;
      };
      expect(take(nowMs)).toEqual(expected.filter(([dueMs]) => dueMs <= nowMs));
      expect(take(100)).toEqual(expected.filter(([dueMs]) => dueMs > nowMs));
    }),
  );
});

test("takes things in between", () => {
  const queue = new DueQueue<string>();
  queue.push("b", 2);
  queue.push("c", 3);
  expect(queue.takeDue(2)?.item).toBe("b");
  queue.push("a", 1);
  expect([queue.takeDue(9)?.item, queue.takeDue(9)?.item, queue.takeDue(9)]).toEqual(["a", "c", undefined]);
});

test("is empty when cleared", () => {
  const queue = new DueQueue<string>();
  queue.push("a", 1);
  queue.clear();
  expect(queue.takeDue(9)).toBeUndefined();
});
