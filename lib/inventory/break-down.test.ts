import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { breakDown } from "./break-down.ts";
import { COVERAGE_CHANGES, compareCoverage } from "./compare-coverage.ts";
import { Fields } from "./fields.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import type { Snapshot } from "./snapshot.ts";
import { VerdictColumns } from "./verdict-columns.ts";

const under = (snapshot: Snapshot, variant: VariantName): VerdictColumns =>
  new VerdictColumns(
    snapshot,
    DOCUMENTED_TAG,
    createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })] }),
  );

function brokenDown(snapshot: Snapshot, field: string, most = 100) {
  const after = under(snapshot, "corrected");
  const comparison = compareCoverage(under(snapshot, "documented-default"), after, "run-command");
  const column = new Fields(snapshot.rows, after).column(field, "run-command", snapshot.version);
  return { comparison, ...breakDown(comparison, column, most) };
}

const TAGGED = { CadoResponseSSMEnabled: "True" };
const ESTATE = sampleEstate([
  sampleNode(1, { ...TAGGED, team: "a" }),
  sampleNode(2, { team: "a" }),
  sampleNode(3, { team: "b" }, { region: "us-east-1" }),
  sampleNode(4, { team: "b" }, { region: "us-east-1" }),
  sampleNode(5, {}, { account: "222222222222" }),
  sampleNode(6, null),
  sampleNode(7, { team: "c" }, { state: "stopped" }),
]);

describe("breakDown", () => {
  it("counts by a tag, with nodes that do not carry it and nodes of which nobody knows, the most losses first", () => {
    const { parts, left } = brokenDown(ESTATE, "tag:team");
    expect(parts.map(({ value, kind, counts }) => [value, kind, counts.lose, counts.keep, counts.unknown])).toEqual([
      ["b", "value", 2, 0, 0],
      ["a", "value", 1, 1, 0],
      ["", "missing", 1, 0, 0],
      ["", "unread", 0, 0, 1],
    ]);
    expect(left).toBe(0);
  });

  it.each([
    [
      "account",
      [
        ["111111111111", 3],
        ["222222222222", 1],
      ],
    ],
    [
      "region",
      [
        ["eu-west-1", 2],
        ["us-east-1", 2],
      ],
    ],
  ])("counts losses by %s", (field, losses) => {
    expect(brokenDown(ESTATE, field).parts.map(({ value, counts }) => [value, counts.lose])).toEqual(losses);
  });

  it("keeps to the most that was asked for, and says how many values it left out", () => {
    const { parts, left } = brokenDown(ESTATE, "tag:team", 1);
    expect(parts.map(({ value }) => value)).toEqual(["b"]);
    expect(left).toBe(3);
  });

  it("adds up to the counts of the comparison, whatever the field", () => {
    const nodes = fc.array(fc.record({ team: fc.constantFrom("a", "b", null), tagged: fc.boolean(), read: fc.boolean() }));
    fc.assert(
      fc.property(nodes, fc.constantFrom("tag:team", "account", "region", "name", "state"), (list, field) => {
        const snapshot = sampleEstate(
          list.map(({ team, tagged, read }, at) =>
            sampleNode(at + 1, read ? { ...(tagged && TAGGED), ...(team !== null && { team }) } : null),
          ),
        );
        const { comparison, parts } = brokenDown(snapshot, field);
        for (const change of COVERAGE_CHANGES) {
          expect(parts.reduce((sum, { counts }) => sum + counts[change], 0)).toBe(comparison.counts[change]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
