import { expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { type DraftScope, draftTags } from "./draft-tags.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { VerdictColumns } from "./verdict-columns.ts";

const { key } = DOCUMENTED_TAG;
const SNAPSHOT = sampleEstate([
  sampleNode(1, { [key]: "True", team: "a" }),
  sampleNode(2, { [key]: "true", team: "a" }),
  sampleNode(3, { team: "b" }),
  sampleNode(4, { team: "a" }, { state: "stopped", ssm: "unknown" }),
  sampleNode(5, null),
  sampleNode(6, { [key.toLowerCase()]: "no", team: "b" }, { ssm: "connection-lost" }),
]);
const AUTHORIZE = createAuthorize({ identity: [renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG })] });

const drafted = (scope: DraftScope) => {
  const { rows, unread } = draftTags(new VerdictColumns(SNAPSHOT, DOCUMENTED_TAG, AUTHORIZE), scope);
  return { rows: Array.from(rows.toArray()), unread };
};

it("takes the nodes that the tag stands in the way of, and no others", () => {
  expect(drafted({ kind: "blocked" })).toEqual({ rows: [1, 2], unread: 0 });
});

it("takes the nodes that a query finds, but for those tagged already, and says whose tags nobody knows", () => {
  const filters = [{ field: "tag:team", op: "is", values: ["a"] }] as const;
  expect(drafted({ kind: "found", query: { text: "", filters } })).toEqual({ rows: [1, 3], unread: 0 });
  expect(drafted({ kind: "found", query: { text: "", filters: [] } })).toEqual({ rows: [1, 2, 3, 5], unread: 1 });
});

it("brings those within reach that nothing else keeps out", () => {
  const today = new VerdictColumns(SNAPSHOT, DOCUMENTED_TAG, AUTHORIZE);
  const { rows } = draftTags(today, { kind: "found", query: { text: "", filters: [] } });
  const after = new VerdictColumns(SNAPSHOT, DOCUMENTED_TAG, AUTHORIZE, rows);
  after.refresh();
  expect([0, 1, 2, 3, 4, 5].map((row) => after.reach(row, "run-command"))).toEqual([
    "reachable",
    "reachable",
    "reachable",
    "ssm",
    "unknown",
    "ssm",
  ]);
  expect([0, 1, 2, 3, 4, 5].map((row) => after.tagState(row))).toEqual(["exact", "exact", "exact", "exact", "unknown", "exact"]);
  expect(after.todaysTagState(2)).toBe("absent");
});
