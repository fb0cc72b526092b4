import { expect, test } from "vitest";
import { type JobActions, jobActions } from "./job-actions.ts";
import { type SampleJob, sampleJob } from "./sample-job.ts";

const NONE: JobActions = { pause: false, resume: false, cancel: false, undo: false };

test.each<[string, SampleJob, Partial<JobActions>]>([
  ["waiting", { state: "queued", counts: { pending: 3 } }, { pause: true, cancel: true }],
  ["running", { state: "applying", counts: { pending: 3, failed: 1 } }, { pause: true, cancel: true }],
  ["being paused", { state: "applying", asked: "pause" }, { cancel: true }],
  ["paused", { state: "paused", counts: { pending: 3 } }, { resume: true, cancel: true }],
  ["being cancelled", { state: "paused", asked: "cancel" }, {}],
  ["done", { counts: { verified: 3 } }, { undo: true }],
  ["done in part", { counts: { verified: 3, failed: 2, skipped: 1 } }, { undo: true }],
  // A write that could not be seen may have come through all the same.
  ["failed", { counts: { failed: 2 } }, { undo: true }],
  ["without a change", { counts: { already: 2 } }, {}],
  ["cancelled", { state: "cancelled", counts: { verified: 1, skipped: 2 } }, { undo: true }],
  ["cancelled before anything was sent", { state: "cancelled", counts: { skipped: 2 } }, {}],
])("a job that is %s", (_, job, actions) => {
  expect(jobActions(sampleJob(job), { undone: false })).toEqual({ ...NONE, ...actions });
});

test("does not undo twice", () => {
  expect(jobActions(sampleJob({ counts: { verified: 3 } }), { undone: true })).toEqual(NONE);
});
