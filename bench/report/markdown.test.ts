import { expect, test } from "vitest";
import { toMarkdown } from "./markdown.ts";
import type { PartResult, Results } from "./results-file.ts";

const figure = (median: number, worst = median) => ({ median, worst, runs: 7 });
const part = (figures: PartResult["figures"]): PartResult => ({
  measuredAt: "2026-11-24T05:00:00Z",
  machine: { cpu: "Some CPU", cores: 2, memoryGb: 8, node: "24.0.0", chromium: "150.0" },
  setting: { size: 100_000 },
  figures,
});

function rowOf(results: Results, what: string): string[] {
  const line = toMarkdown(results)
    .split("\n")
    .find((candidate) => candidate.startsWith(`| ${what}`));
  return (line ?? "").split("|").map((cell) => cell.trim());
}

const SELECT = "select all matching";

test("says that a target is reached where the figure and the ratio to the peer keep to it", () => {
  const results = { table: part({ "select all": { product: figure(30), "ag-grid": figure(400) } }) };
  expect(rowOf(results, SELECT).slice(2, 6)).toEqual(["30 ms", "<= 34 ms", "0.07 × ag-grid, select all (<= 0.1)", "yes"]);
});

test("says no where the figure keeps to its limit and the ratio does not", () => {
  const results = { table: part({ "select all": { product: figure(30), "ag-grid": figure(100) } }) };
  expect(rowOf(results, SELECT)[5]).toBe("no");
});

test("never says yes where a figure is missing", () => {
  const results = { table: part({ "select all": { product: figure(30) } }) };
  expect(rowOf(results, SELECT)[5]).toBe("not measured in full");
  expect(rowOf({}, SELECT)[5]).toBe("not measured in full");
});

test("judges by the worst run where that is what the target is about", () => {
  const keys = { key: { product: figure(20, 500), "ag-grid": figure(200) } };
  const first = { "first key": { product: figure(20), "ag-grid": figure(900) } };
  expect(rowOf({ table: part({ ...keys, ...first }) }, "keystroke")[5]).toBe("no");
});

test("tells on what was measured, and how often", () => {
  expect(toMarkdown({ page: part({ LCP: { product: figure(900) } }) })).toContain(
    "- page: medians of 7 runs, 2026-11-24T05:00Z, 2 cores of Some CPU, 8 GB, Node 24.0.0, Chromium 150.0; size 100000",
  );
});
