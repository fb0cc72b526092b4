import { describe, expect, it } from "vitest";
import { countTicks, timeTicks } from "./chart-ticks.ts";

const NOON = Date.UTC(2026, 10, 14, 12);
const HOUR = 3_600_000;

describe("timeTicks", () => {
  it.each([
    [
      "half a minute",
      NOON,
      NOON + 30_000,
      0,
      ["12:00:00", "12:00:05", "12:00:10", "12:00:15", "12:00:20", "12:00:25", "12:00:30"],
    ],
    ["ten minutes", NOON, NOON + HOUR / 6, 0, ["12:00", "12:02", "12:04", "12:06", "12:08", "12:10"]],
    ["half a day", NOON, NOON + 12 * HOUR, 0, ["12:00", "14:00", "16:00", "18:00", "20:00", "22:00", "15 Nov"]],
    ["a month", NOON, NOON + 30 * 24 * HOUR, 0, ["19 Nov", "26 Nov", "3 Dec", "10 Dec"]],
    ["two days, five and a half hours east", NOON, NOON + 48 * HOUR, 5.5 * HOUR, ["15 Nov", "12:00", "16 Nov", "12:00"]],
  ])("finds round moments for %s", (_, from, to, offset, texts) => {
    expect(timeTicks(from, to, 6, offset).map(({ text }) => text)).toEqual(texts);
  });

  it("never finds more than there is room for, nor outside", () => {
    for (const span of [1, 1_000, HOUR, 40 * HOUR, 5_000 * HOUR, 500_000 * HOUR]) {
      const ticks = timeTicks(NOON, NOON + span, 4, 0);
      expect(ticks.length).toBeLessThanOrEqual(5);
      for (const { ms } of ticks) expect(ms >= NOON && ms <= NOON + span).toBe(true);
    }
  });
});

describe("countTicks", () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6]],
    [100, [0, 50, 100]],
    [3_012, [0, 1_000, 2_000, 3_000]],
    [101_000, [0, 50_000, 100_000]],
  ])("marks round numbers up to %i", (top, ticks) => {
    expect(countTicks(top)).toEqual(ticks);
  });
});
