import { expect, test } from "vitest";
import { LineSpace } from "./line-space.ts";

const short = new LineSpace({ lines: 1000, lineHeight: 36, view: 720 });
const million = new LineSpace({ lines: 1_000_000, lineHeight: 36, view: 720 });

test("draws the lines in view and a few around them", () => {
  expect(short.height).toBe(36_000);
  expect(short.linesAt(0)).toEqual({ first: 0, end: 26 });
  expect(short.linesAt(360)).toEqual({ first: 4, end: 36 });
  expect(short.linesAt(36_000 - 720)).toEqual({ first: 974, end: 1000 });
});

test("has no lines to draw where there are none, or above the first", () => {
  const none = new LineSpace({ lines: 0, lineHeight: 36, view: 720 });
  expect(none.linesAt(0)).toEqual({ first: 0, end: 0 });
  expect(short.linesAt(-5000)).toEqual({ first: 0, end: 0 });
});

test("scrolls no further than it takes to show a line whole", () => {
  expect(short.toShow(3, 0)).toBe(0);
  expect(short.toShow(20, 0)).toBe(36);
  expect(short.toShow(2, 360)).toBe(72);
  expect(short.moved(72, 3)).toBe(180);
});

test("a million lines stay below what browsers agree to, from the first to the last", () => {
  expect(million.height).toBeLessThan(17_000_000);
  expect(million.topLine(0)).toBe(0);
  const end = million.height - 720;
  expect(million.linesAt(end).end).toBe(1_000_000);
  // The last line ends where the element ends.
  expect(million.placeOf(999_999, end)).toBe(million.height - 36);
});

test("every line of a million can be shown, and lies in view then", () => {
  for (const line of [0, 1, 333_333, 777_777, 999_998, 999_999]) {
    for (const from of [0, 8_000_000, million.height - 720]) {
      const scrolled = million.toShow(line, from);
      const place = million.placeOf(line, scrolled);
      expect(place).toBeGreaterThanOrEqual(Math.floor(scrolled) - 1);
      expect(place + 36).toBeLessThanOrEqual(Math.ceil(scrolled) + 720 + 1);
    }
  }
});

test("neighbours lie side by side wherever one has scrolled to", () => {
  const scrolled = 5_000_000.5;
  const { first, end } = million.linesAt(scrolled);
  for (let line = first + 1; line < end; line += 1) {
    expect(million.placeOf(line, scrolled) - million.placeOf(line - 1, scrolled)).toBe(36);
  }
});
