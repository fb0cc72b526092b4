import { describe, expect, it } from "vitest";
import type { Authorize } from "#lib/domain/authorization.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { compareCoverage } from "./compare-coverage.ts";
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

describe("compareCoverage", () => {
  it("names who keeps, who loses and of whom nobody can say, per account and region, without those that are gone", () => {
    const compared = compareCoverage(columnsUnder(everyone), columnsUnder(tagged), "run-command");
    expect(compared.rows).toEqual({ keep: [0], gain: [], lose: [1, 6], unknown: [2] });
    expect(compared.counts).toEqual({ keep: 1, gain: 0, lose: 2, unknown: 1 });
    expect(compared.cells).toEqual([
      { cell: 0, counts: { keep: 1, gain: 0, lose: 1, unknown: 1 } },
      { cell: 1, counts: { keep: 0, gain: 0, lose: 1, unknown: 0 } },
    ]);
  });

  it("turns losses into gains the other way round", () => {
    const there = compareCoverage(columnsUnder(everyone), columnsUnder(tagged), "run-command").rows;
    const back = compareCoverage(columnsUnder(tagged), columnsUnder(everyone), "run-command").rows;
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
