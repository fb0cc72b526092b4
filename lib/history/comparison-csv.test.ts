import Papa from "papaparse";
import { expect, it } from "vitest";
import type { ChangedNode } from "#lib/domain/coverage-history.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { comparisonCsv } from "./comparison-csv.ts";

const REQUEST = {
  capability: "run-command",
  tag: DOCUMENTED_TAG,
  fromMs: Date.UTC(2026, 10, 1),
  toMs: Date.UTC(2026, 10, 2),
} as const;

it("writes a line per node that no spreadsheet takes for a formula", async () => {
  const node: ChangedNode = {
    account: "111111111111",
    region: "eu-west-1",
    id: "i-01",
    name: '=HYPERLINK("x"),\r\n-1',
    change: "lost",
    before: "reachable",
    after: "blocked",
    tagBefore: "CadoResponseSSMEnabled=True",
    tagAfter: "@SUM(A1)",
  };
  async function* nodes() {
    for (let at = 0; at < 1_001; at += 1) yield node;
  }
  const text = (await Array.fromAsync(comparisonCsv(REQUEST, nodes()))).join("");
  const { data, errors } = Papa.parse<string[]>(text.trimEnd());
  expect(errors).toEqual([]);
  expect(data).toHaveLength(1_002);
  expect(data[1]).toEqual([
    "2026-11-01T00:00:00.000Z",
    "2026-11-02T00:00:00.000Z",
    "run-command",
    "111111111111",
    "eu-west-1",
    "i-01",
    `'=HYPERLINK("x"),\r\n-1`,
    "lost",
    "reachable",
    "blocked",
    "CadoResponseSSMEnabled=True",
    "'@SUM(A1)",
  ]);
});
