import { describe, expect, it } from "vitest";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { pointWords, seriesWords } from "./point-words.ts";
import { sumPoints } from "./sum-points.ts";

function point(change: Partial<CoveragePoint> = {}): CoveragePoint {
  const counts = { reachable: 1_842, blocked: 1_100, unknown: 70, unread: 0, unreadCells: 0 };
  return { at: "2026-11-14T14:02:00.000Z", ...counts, readAt: "2026-11-14T14:01:58.000Z", ...change };
}

describe("a point in words", () => {
  it.each<[Partial<CoveragePoint>, string]>([
    [{}, "1,842 of 3,012 in reach"],
    [{ unread: 120 }, "at least 1,842 of 3,012 in reach; 120 not read"],
    [{ unreadCells: 1 }, "at least 1,842 of 3,012 in reach; nothing known of 1 account-region"],
    [{ unread: 1, unreadCells: 2 }, "at least 1,842 of 3,012 in reach; 1 not read; nothing known of 2 account-regions"],
    [{ reachable: 0, blocked: 0, unknown: 0, unreadCells: 3 }, "not read; nothing known of 3 account-regions"],
    [{ reachable: 0, blocked: 0, unknown: 0, unread: 5 }, "nothing read; 5 not read"],
    [{ reachable: 0, blocked: 0, unknown: 0 }, "0 of 0 in reach"],
    [{ readAt: "2026-11-12T09:00:00.000Z" }, "1,842 of 3,012 in reach; last read 12 Nov 2026, 09:00"],
  ])("says what is known and what is not: %j", (change, words) => {
    expect(pointWords(point(change), "UTC")).toBe(`14 Nov 2026, 14:02: ${words}`);
  });
});

it.each([
  ["value", "111111111111", "prod"],
  ["value", "", "(empty)"],
  ["missing", "", "(not tagged)"],
  ["unread", "", "(tags not read)"],
  ["other", "", "All others"],
] as const)("calls a series (%s, %j) %s", (kind, name, words) => {
  expect(seriesWords({ kind, name }, (text) => (text === "111111111111" ? "prod" : text))).toBe(words);
});

describe("sumPoints", () => {
  const series = [point({ unreadCells: 2, unread: 1 }), point({ unreadCells: 1, readAt: null })].map((one) => ({
    name: "",
    kind: "value" as const,
    points: [one],
  }));

  it("adds parts up to the whole", () => {
    expect(sumPoints(series, false)).toEqual([
      point({ reachable: 3_684, blocked: 2_200, unknown: 140, unread: 1, unreadCells: 3 }),
    ]);
  });

  it("counts once what every value of a tag may have", () => {
    expect(sumPoints(series, true)[0]?.unreadCells).toBe(2);
    expect(sumPoints([], true)).toEqual([]);
  });
});
