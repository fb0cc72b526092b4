import { expect, test } from "vitest";
import { isUndone, relationsOf } from "./relations.ts";
import { type SampleJob, sampleJob } from "./sample-job.ts";

const job = sampleJob({ id: "a" });
const undo = sampleJob({ id: "b", action: "undo", undoOf: "a" });

test("ties a job to the one that undoes it, also before the server says so", () => {
  expect(relationsOf(job, [undo, job])).toEqual({ undoes: null, undoneBy: { id: "b", job: undo } });
  expect(relationsOf(undo, [undo, job])).toEqual({ undoes: { id: "a", job }, undoneBy: null });
});

test("names the latest of several", () => {
  const again = sampleJob({ id: "c", action: "undo", undoOf: "a" });
  expect(relationsOf({ ...job, undoneBy: "b" }, [again, undo, job]).undoneBy?.id).toBe("c");
});

test("keeps the id of a job that was not read", () => {
  expect(relationsOf({ ...job, undoneBy: "z" }, [job]).undoneBy).toEqual({ id: "z", job: null });
});

test.each<[string, SampleJob | null, boolean]>([
  ["is not known", null, true],
  ["still runs", { state: "applying", counts: { failed: 1, pending: 1 } }, true],
  ["is done", { counts: { verified: 2 } }, true],
  // Nodes that somebody else changed since are left alone by another undo too.
  ["left nodes alone", { counts: { verified: 1, skipped: 1 } }, true],
  ["failed on a node", { counts: { verified: 1, failed: 1 } }, false],
  ["was not seen on a node", { counts: { verified: 1, written: 1 } }, false],
  ["was cancelled", { state: "cancelled", counts: { skipped: 2 } }, false],
])("takes a job for undone where its undo %s: %j", (_, change, undone) => {
  expect(isUndone({ id: "b", job: change && sampleJob(change) })).toBe(undone);
});

test("takes a job for not undone where nothing undoes it", () => {
  expect(isUndone(null)).toBe(false);
});
