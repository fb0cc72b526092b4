import { expect, test } from "vitest";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { hasFailures, heldWords, jobTitle, resultWords, stateMark } from "./job-words.ts";
import { sampleJob } from "./sample-job.ts";

const job = (change: Parameters<typeof sampleJob>[0]) => sampleJob(change);
const system = { kind: "system", name: "incident expiry", session: "", from: "" } as const;
const incident = { owner: "Robin", expiresAt: "2026-11-14T18:00:00Z" };

test.each<[string, Parameters<typeof sampleJob>[0]]>([
  ["Tagged 198 nodes", { counts: { verified: 198 } }],
  ["Tagged 1 node", { counts: { verified: 1 } }],
  ["Tagged 196 of 198 nodes", { counts: { verified: 196, failed: 2 } }],
  ["Tagged 1,196 of 1,198 nodes", { counts: { verified: 1196, skipped: 2 } }],
  ["Tagging 3 nodes: none verified", { counts: { failed: 3 } }],
  ["Tagging 1 node: none verified", { counts: { written: 1 } }],
  ["Nothing to change: all 3 nodes were right already", { counts: { already: 3 } }],
  ["Nothing to change: the node was right already", { counts: { already: 1 } }],
  ["Tagged 2 of 3 nodes", { counts: { verified: 2, already: 1 } }],
  ["Untagged 2 nodes", { action: "untag", counts: { verified: 2 } }],
  ["Fixed the tag on 2 nodes", { action: "normalise", counts: { verified: 2 } }],
  ["Undid a change on 2 nodes", { action: "undo", counts: { verified: 2 } }],
  ["Took reach back from 2 nodes", { action: "undo", actor: system, counts: { verified: 2 } }],
  ["Tagged 2 nodes for an incident", { incident, counts: { verified: 2 } }],
  ["Tagging 214 nodes", { state: "applying", counts: { pending: 200, verified: 14 } }],
  ["Taking reach back from 1 node", { state: "queued", action: "undo", actor: system, counts: { pending: 1 } }],
  ["Fixing the tag on 3 nodes", { state: "paused", action: "normalise", counts: { pending: 3 } }],
  ["Cancelled after tagging 40 of 198 nodes", { state: "cancelled", counts: { verified: 40, skipped: 158 } }],
  ["Cancelled while undoing a change on 3 nodes", { state: "cancelled", action: "undo", counts: { skipped: 3 } }],
])("says in one line: %s", (words, change) => {
  expect(jobTitle(job(change))).toBe(words);
});

test.each<[string, Partial<JobSummary["counts"]>]>([
  ["196 verified, 2 failed", { verified: 196, failed: 2 }],
  [
    "1 verified, 2 right already, 3 written, not seen yet, 4 failed, 5 not sent, 6 waiting",
    { verified: 1, already: 2, written: 3, failed: 4, skipped: 5, pending: 6 },
  ],
  ["no nodes", {}],
])("counts how nodes ended: %s", (words, counts) => {
  expect(resultWords(job({ counts }).counts)).toBe(words);
});

test.each<[string, Parameters<typeof sampleJob>[0]]>([
  ["Waiting to start", { state: "queued" }],
  ["Running", { state: "applying" }],
  ["Held up", { state: "applying", trouble: { code: "credentials-expired", title: "Waits for AWS credentials." } }],
  ["Pausing", { state: "applying", asked: "pause" }],
  ["Cancelling", { state: "paused", asked: "cancel" }],
  ["Paused", { state: "paused" }],
  ["Done", { counts: { verified: 2, already: 1 } }],
  ["Done in part", { counts: { verified: 2, failed: 1 } }],
  ["Done in part", { counts: { verified: 2, skipped: 1 } }],
  ["Failed", { counts: { failed: 1 } }],
  ["Not seen yet", { counts: { written: 2, skipped: 1 } }],
  ["Cancelled", { state: "cancelled", asked: "cancel", counts: { skipped: 2 } }],
])("names where a job stands: %s", (word, change) => {
  expect(stateMark(job(change)).word).toBe(word);
});

test("calls a job done only where every node is as it was to be", () => {
  expect(hasFailures(job({ counts: { verified: 2, written: 1 } }))).toBe(true);
  expect(hasFailures(job({ counts: { verified: 2, already: 1 } }))).toBe(false);
  expect(hasFailures(job({ state: "cancelled", counts: { verified: 2, skipped: 1 } }))).toBe(false);
  expect(hasFailures(job({ state: "applying", counts: { pending: 2, failed: 1 } }))).toBe(true);
});

test("counts for an incident only what it changed", () => {
  expect(heldWords(job({ incident, counts: { verified: 1, already: 4 } }))).toBe("1 node");
  expect(heldWords(job({ incident, counts: { verified: 7 } }))).toBe("7 nodes");
});
