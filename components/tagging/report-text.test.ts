import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import { reportText } from "./report-text.ts";
import type { JobProgress } from "./tagging-flow.ts";

const target = { account: "111111111111", region: "eu-west-1", id: "i-00000001" };
const hostile = { state: "wrong-value", found: [{ key: DOCUMENTED_TAG.key, value: '=HYPERLINK("x")\tb' }] } as const;
const exact = { state: "exact", found: [{ key: DOCUMENTED_TAG.key, value: "True" }] } as const;
const plan: TaggingPlan = {
  action: "normalise",
  tag: DOCUMENTED_TAG,
  readAt: "",
  nodes: [{ ...target, plan: "change", before: hostile, steps: [] }],
};
const job: JobProgress = {
  id: "job-1",
  action: "normalise",
  tag: DOCUMENTED_TAG,
  state: "done",
  createdAt: "2026-03-12T12:00:00Z",
  finishedAt: "2026-03-12T12:00:09Z",
  total: 1,
  counts: { pending: 0, written: 0, verified: 1, already: 0, failed: 0, skipped: 0 },
  outcomes: [{ ...target, state: "verified", before: hostile, after: exact, requestIds: ["req-1"] }],
};

test("is one line per node, in columns, with nothing that a spreadsheet would run", () => {
  expect(reportText(plan, job).split("\n")).toEqual([
    "1 fixed and verified.",
    "normalise CadoResponseSSMEnabled=True",
    "job job-1, 2026-03-12T12:00:00Z to 2026-03-12T12:00:09Z",
    "",
    "account\tregion\tid\tresult\tbefore\tafter\tcode\treason\trequest ids",
    `111111111111\teu-west-1\ti-00000001\tverified\t'=HYPERLINK("x") b\tTrue\t\t\treq-1`,
    "",
  ]);
});
