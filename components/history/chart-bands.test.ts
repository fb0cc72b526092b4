import { describe, expect, it } from "vitest";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { BANDS, bandPath, chartRuns, chartTop, isGapPoint, type Plot, unknownStretches } from "./chart-bands.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 14, 12, minute)).toISOString();

function point(minute: number, counts: Partial<CoveragePoint> = {}): CoveragePoint {
  return { at: at(minute), reachable: 0, blocked: 0, unknown: 0, unread: 0, unreadCells: 0, readAt: at(0), ...counts };
}

function plot(change: Partial<Plot> = {}): Plot {
  const ends = { fromMs: Date.parse(at(0)), toMs: Date.parse(at(10)) };
  return { width: 100, height: 50, ...ends, top: 10, scale: "count", ...change };
}

describe("chartRuns", () => {
  it("draws a point as it is until the next one, and interpolates nothing", () => {
    const [run, ...others] = chartRuns(
      [point(0, { reachable: 2, blocked: 3 }), point(4, { reachable: 5, blocked: 5 }), point(10)],
      plot(),
    );
    expect(others).toEqual([]);
    expect(run?.map(({ from, to }) => [from, to])).toEqual([
      [0, 40],
      [40, 100],
    ]);
    expect(run?.[0]?.edges).toEqual([50, 40, 25, 25, 25]);
    expect(run?.[1]?.edges).toEqual([50, 25, 0, 0, 0]);
  });

  it("breaks where nothing is known, and draws a true zero", () => {
    const gap = point(2, { unreadCells: 3 });
    const runs = chartRuns([point(0, { reachable: 1 }), gap, point(5), point(8, { reachable: 1 }), point(10)], plot());
    expect(runs.map((run) => run.map(({ from, to }) => [from, to]))).toEqual([
      [[0, 20]],
      [
        [50, 80],
        [80, 100],
      ],
    ]);
    expect(isGapPoint(gap)).toBe(true);
    expect(isGapPoint(point(0, { readAt: null }))).toBe(true);
    expect(isGapPoint(point(0))).toBe(false);
    expect(isGapPoint(point(0, { unread: 4, unreadCells: 1 }))).toBe(false);
  });

  it("stacks shares to the full height, whatever was not read among them", () => {
    const shares = plot({ top: 100, scale: "share" });
    const [run] = chartRuns([point(0, { reachable: 1, blocked: 2, unread: 1 }), point(10)], shares);
    expect(run?.[0]?.edges).toEqual([50, 37.5, 12.5, 12.5, 0]);
  });

  it.each([
    ["in the middle", { reachable: 5_000, unread: 1 }, 10_000],
    ["at the top of the chart", { reachable: 9_999, unread: 1 }, 10_000],
  ])("draws what was not read so that it can be seen, %s", (_, counts, top) => {
    const [run] = chartRuns([point(0, counts), point(10)], plot({ top }));
    const [, , , below = 0, above = 0] = run?.[0]?.edges ?? [];
    expect(below - above).toBeGreaterThanOrEqual(2);
    expect(above).toBeGreaterThanOrEqual(0);
  });

  it("draws the only point there is", () => {
    const [run] = chartRuns([point(10, { reachable: 5 })], plot({ fromMs: Date.parse(at(10)) }));
    expect(run).toHaveLength(1);
    expect((run?.[0]?.to ?? 0) - (run?.[0]?.from ?? 0)).toBeGreaterThan(0);
    expect(chartRuns([], plot())).toEqual([]);
  });
});

describe("bandPath", () => {
  it("outlines a band in steps", () => {
    const [run = []] = chartRuns([point(0, { reachable: 2 }), point(5, { reachable: 4, blocked: 1 }), point(10)], plot());
    expect(bandPath(run, BANDS.indexOf("reachable"))).toBe("M0 40L50 40L50 30L100 30L100 50L50 50L50 50L0 50Z");
    expect(bandPath(run, BANDS.indexOf("unread"))).toBe("");
  });
});

describe("unknownStretches", () => {
  it("joins what follows each other", () => {
    const points = [
      point(0, { unreadCells: 1 }),
      point(2, { unreadCells: 2 }),
      point(4),
      point(6, { unreadCells: 1 }),
      point(10, { unreadCells: 1 }),
    ];
    expect(unknownStretches(points, plot())).toEqual([
      { from: 0, to: 40 },
      { from: 60, to: 100 },
    ]);
  });
});

it("is as high as the most nodes that were known of", () => {
  expect(chartTop([point(0, { reachable: 3, unread: 4 }), point(1, { blocked: 5 })], "count")).toBe(7);
  expect(chartTop([point(0)], "count")).toBe(1);
  expect(chartTop([], "share")).toBe(100);
});
