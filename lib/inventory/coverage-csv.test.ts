import Papa from "papaparse";
import { expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { RowSet } from "./columns/row-set.ts";
import { compareCoverage } from "./compare-coverage.ts";
import { coverageCsv } from "./coverage-csv.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { VerdictColumns } from "./verdict-columns.ts";

const SNAPSHOT = sampleEstate([
  sampleNode(1, { CadoResponseSSMEnabled: "True" }),
  sampleNode(2, { CadoResponseSSMEnabled: "true" }, { name: '=cmd|"/c calc"!A1, "quoted"\nline' }),
  sampleNode(3, {}, { name: "drafted" }),
  sampleNode(4, {}, { state: "stopped", ssm: "unknown" }),
  sampleNode(5, null),
]);

function under(variant: VariantName, drafted: readonly number[] = []): VerdictColumns {
  const rows = new RowSet();
  for (const row of drafted) rows.add(row);
  const authorize = createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })] });
  return new VerdictColumns(SNAPSHOT, DOCUMENTED_TAG, authorize, rows);
}

function csv(options: { drafted?: readonly number[]; changes?: readonly "lose"[] } = {}): string {
  const [before, after] = [under("documented-default"), under("corrected", options.drafted)];
  const comparisons = [compareCoverage(before, after, "run-command")];
  const { changes } = options;
  return [...coverageCsv({ comparisons, before, after, ...(changes !== undefined && { changes }) })].join("");
}

const records = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

it("lists who keeps, loses and cannot be told, before and after, and nobody that nothing changes for", () => {
  expect(records(csv()).map((record) => [record.id, record.change, record["blocker before"], record["blocker after"]])).toEqual([
    ["i-00000000000000001", "keep", "", ""],
    ["i-00000000000000002", "lose", "", "tag-wrong-value"],
    ["i-00000000000000003", "lose", "", "tag-absent"],
    ["i-00000000000000005", "unknown", "", "tags-unread"],
  ]);
  expect(records(csv())[1]).toMatchObject({
    account: "111111111111",
    region: "eu-west-1",
    capability: "run-command",
    before: "reachable",
    after: "tag",
    "tag state": "wrong-value",
    "as if tagged": "",
  });
});

it("lists the changes that are asked for", () => {
  expect(records(csv({ changes: ["lose"] })).map(({ change }) => change)).toEqual(["lose", "lose"]);
});

it("tells today's tag beside the draft", () => {
  expect(records(csv({ drafted: [2] }))[2]).toMatchObject({ change: "keep", "tag state": "absent", "as if tagged": "yes" });
});

it("is RFC 4180 without a byte order mark, and no formula for a spreadsheet", () => {
  const text = csv();
  expect(text.startsWith("account,region,id,name,capability,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  expect(records(text)[1]?.name).toBe(`'=cmd|"/c calc"!A1, "quoted"\nline`);
});
