import { expect, test } from "vitest";
import { figureOf } from "./statistics.ts";

test("tells the middle of an odd number of runs, the mean of the two middle ones of an even number, and the worst", () => {
  expect(figureOf([9, 1, 5])).toEqual({ median: 5, worst: 9, runs: 3 });
  expect(figureOf([9, 1, 5, 2])).toEqual({ median: 3.5, worst: 9, runs: 4 });
});

test("refuses to tell a figure of nothing", () => {
  expect(() => figureOf([])).toThrow(RangeError);
});
