import { describe, expect, it } from "vitest";
import type { Authorize } from "#lib/domain/authorization.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { type CoverageChange, type CoverageComparison, compareCoverage } from "./compare-coverage.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { VerdictColumns } from "./verdict-columns.ts";

const TAGGED = { CadoResponseSSMEnabled: "True" };
const everyone = createAuthorize({
  identity: [renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG })],
});
const tagged = createAuthorize({ identity: [renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG })] });

const snapshot = sampleEstate([
  sampleNode(0, TAGGED),
  sampleNode(1, {}),
  sampleNode(2, null),
  sampleNode(3, TAGGED, { ssm: "not-managed" }),
  sampleNode(4, {}, { ssm: "not-managed" }),
  sampleNode(5, {}),
  sampleNode(6, {}, { region: "us-east-1" }),
  sampleNode(7, {}, { region: "us-west-2", state: "stopped" }),
]);
snapshot.apply({ t: "gone", rows: [5] });

function columnsUnder(authorize: Authorize): VerdictColumns {
  return new VerdictColumns(snapshot, DOCUMENTED_TAG, authorize);
}

function rowsOf(compared: CoverageComparison): Record<CoverageChange, number[]> {
  const rows = (change: CoverageChange) => Array.from(compared.rows(change));
  return { keep: rows("keep"), gain: rows("gain"), lose: rows("lose"), unknown: rows("unknown") };
}

describe("compareCoverage", () => {
  it("names who keeps, who loses and of whom nobody can say, without those that are gone", () => {
    const compared = compareCoverage(columnsUnder(everyone), columnsUnder(tagged), "run-command");
    expect(rowsOf(compared)).toEqual({ keep: [0], gain: [], lose: [1, 6], unknown: [2] });
    expect(compared.counts).toEqual({ keep: 1, gain: 0, lose: 2, unknown: 1 });
    expect([0, 1, 2, 3, 4, 5].map((row) => compared.changeOf(row))).toEqual(["keep", "lose", "unknown", null, null, null]);
  });

  it("turns losses into gains the other way round", () => {
    const there = rowsOf(compareCoverage(columnsUnder(everyone), columnsUnder(tagged), "run-command"));
    const back = rowsOf(compareCoverage(columnsUnder(tagged), columnsUnder(everyone), "run-command"));
    expect([back.keep, back.gain, back.lose, back.unknown]).toEqual([there.keep, there.lose, there.gain, there.unknown]);
  });

  it("does not count as changed what is blocked, or unknown, either way", () => {
    const compared = compareCoverage(columnsUnder(tagged), columnsUnder(tagged), "run-command");
    expect(compared.counts).toEqual({ keep: 1, gain: 0, lose: 0, unknown: 0 });
  });

  it("refuses to compare two snapshots", () => {
    const other = new VerdictColumns(sampleEstate([]), DOCUMENTED_TAG, tagged);
    expect(() => compareCoverage(columnsUnder(tagged), other, "run-command")).toThrow(TypeError);
  });
});
