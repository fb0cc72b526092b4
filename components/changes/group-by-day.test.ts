import { expect, test } from "vitest";
import { groupByDay } from "./group-by-day.ts";

const group = (moments: readonly string[], now: string, timeZone: string) =>
  groupByDay(moments, (moment) => moment, { now: Date.parse(now), timeZone }).map(({ title, items }) => [title, items.length]);

test("names today and yesterday, and writes other days out", () => {
  const moments = ["2026-11-14T11:00:00Z", "2026-11-14T01:00:00Z", "2026-11-13T23:00:00Z", "2026-11-12T12:00:00Z"];
  expect(group(moments, "2026-11-14T12:00:00Z", "UTC")).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["Thursday 12 November 2026", 1],
  ]);
});

test("goes by the reader's days, not by those of UTC", () => {
  const moments = ["2026-11-14T02:00:00Z", "2026-11-13T20:00:00Z"];
  expect(group(moments, "2026-11-14T12:00:00Z", "America/New_York")).toEqual([["Yesterday", 2]]);
  expect(group(moments, "2026-11-14T12:00:00Z", "Asia/Tokyo")).toEqual([["Today", 2]]);
});

test("knows yesterday on a day of 25 hours", () => {
  // Clocks went back in Berlin on 25 October 2026 at 03:00.
  expect(group(["2026-10-24T22:30:00Z"], "2026-10-26T22:30:00Z", "Europe/Berlin")).toEqual([["Yesterday", 1]]);
});

test("has no days where there is nothing", () => {
  expect(group([], "2026-11-14T12:00:00Z", "UTC")).toEqual([]);
});
