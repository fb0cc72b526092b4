import { expect, test } from "vitest";
import { createRandom, hexDigits } from "./random.ts";

const draw = (...seeds: number[]) => {
  const random = createRandom(...seeds);
  return Array.from({ length: 50 }, () => random.uint32());
};

test("the same seeds give the same numbers, other seeds others", () => {
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1, 2)).not.toEqual(draw(2, 1));
  expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  expect(draw(0)).not.toEqual(draw(0, 0));
});

test("chance, below and weighted keep their proportions", () => {
  const random = createRandom(9);
  const count = (hit: () => boolean) => Array.from({ length: 20_000 }, hit).filter(Boolean).length / 20_000;
  expect(count(() => random.chance(0.3))).toBeCloseTo(0.3, 1);
  expect(count(() => random.below(4) === 3)).toBeCloseTo(0.25, 1);
  const items = [
    ["never", 0],
    ["seldom", 1],
    ["often", 3],
  ] as const;
  expect(count(() => random.weighted(items) === "often")).toBeCloseTo(0.75, 1);
  expect(count(() => random.weighted(items) === "never")).toBe(0);
});

test("logBetween stays between", () => {
  const random = createRandom(3);
  const values = Array.from({ length: 1000 }, () => random.logBetween(10, 1000));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...values)).toBeLessThanOrEqual(1000);
  expect(values.filter((value) => value < 100).length).toBeGreaterThan(400);
});

test("nothing to choose from is an error", () => {
  expect(() => createRandom(1).pick([])).toThrow(RangeError);
  expect(() => createRandom(1).weighted([["a", 0]])).toThrow(RangeError);
});

test("hex digits are as many as asked and follow from every number", () => {
  for (const length of [1, 8, 16, 17, 32]) expect(hexDigits(length, 1, 2)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
  expect(hexDigits(16, 1, 2)).toBe(hexDigits(16, 1, 2));
  expect(new Set([hexDigits(16, 1, 2), hexDigits(16, 2, 1), hexDigits(16, 1), hexDigits(16, 1, 3)]).size).toBe(4);
});
