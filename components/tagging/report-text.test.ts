import { expect, test } from "vitest";
import { sampleJob } from "#components/changes/sample-job.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";
import { reportText } from "./report-text.ts";

const target = { account: "111111111111", region: "eu-west-1", id: "i-00000001" };
const hostile = { state: "wrong-value", found: [{ key: DOCUMENTED_TAG.key, value: '=HYPERLINK("x")\tb' }] } as const;
const exact = { state: "exact", found: [{ key: DOCUMENTED_TAG.key, value: "True" }] } as const;
const outcomes: readonly TaggingOutcome[] = [
  { ...target, state: "verified", before: hostile, after: exact, requestIds: ["req-1"] },
];

test("is one line per node, in columns, with nothing that a spreadsheet would run", () => {
  const job = sampleJob({ id: "job-1", action: "normalise", counts: { verified: 1 } });
  expect(reportText(job, outcomes).split("\n")).toEqual([
    "1 fixed and verified.",
    "normalise CadoResponseSSMEnabled=True",
    "job job-1, 2026-11-14T14:02:00.000Z to 2026-11-14T14:03:10.000Z",
    "by Robin: Onboarding of the payments accounts",
    "reference CHG-1204",
    "",
    "account\tregion\tid\tresult\tbefore\tafter\tcode\tproblem\trequest ids",
    `111111111111\teu-west-1\ti-00000001\tverified\t'=HYPERLINK("x") b\tTrue\t\t\treq-1`,
    "",
  ]);
});

test("says whose incident it was and what an undo undoes, on one line each whatever was typed", () => {
  const incident = { owner: "=Robin\nEve", expiresAt: "2026-11-14T18:00:00.000Z" };
  const lines = reportText(sampleJob({ reference: "", incident, undoOf: "job-0" }), []).split("\n");
  expect(lines).toContain("incident of '=Robin Eve, until 2026-11-14T18:00:00.000Z");
  expect(lines).toContain("undoes job job-0");
  expect(lines.some((line) => line.startsWith("reference"))).toBe(false);
});
