import { expect, test } from "vitest";
import type { OutcomeState, TaggingEvent, TaggingOutcome } from "#lib/domain/tagging.ts";
import { mergeJobEvents } from "./merge-job-events.ts";
import { sampleJob } from "./sample-job.ts";

const outcome = (id: string, state: OutcomeState): TaggingOutcome => ({
  account: "111111111111",
  region: "eu-west-1",
  id,
  state,
  before: null,
  after: null,
  requestIds: [],
});

const line = (state: TaggingEvent["state"], changed: Record<number, TaggingOutcome>, total = 3): TaggingEvent => ({
  ...sampleJob({ state, total }),
  changed: Object.entries(changed).map(([at, each]) => ({ at: Number(at), outcome: each })),
});

test("is nothing before the first line", () => {
  expect(mergeJobEvents(null, [])).toBeNull();
});

test("keeps a place for every node, also for those that were not told of yet", () => {
  const job = mergeJobEvents(null, [line("applying", { 1: outcome("i-b", "pending") })]);
  expect(job?.outcomes).toEqual([undefined, outcome("i-b", "pending"), undefined]);
});

test("takes the last word on each node, in the order of the lines", () => {
  const first = mergeJobEvents(null, [line("applying", { 0: outcome("i-a", "pending"), 1: outcome("i-b", "pending") })]);
  const job = mergeJobEvents(first, [
    line("applying", { 0: outcome("i-a", "written") }),
    line("done", { 0: outcome("i-a", "verified") }),
  ]);
  expect(job?.state).toBe("done");
  expect(job?.outcomes.map((each) => each?.state)).toEqual(["verified", "pending", undefined]);
  expect(first?.outcomes[0]?.state).toBe("pending");
});

test("is the same when a stream that was cut tells everything again", () => {
  const all = [line("applying", { 0: outcome("i-a", "verified") }), line("done", { 1: outcome("i-b", "failed") })];
  const once = mergeJobEvents(null, all);
  expect(mergeJobEvents(once, all)).toEqual(once);
});

test("ignores places that the job does not have", () => {
  expect(mergeJobEvents(null, [line("done", { 7: outcome("i-z", "verified") }, 1)])?.outcomes).toEqual([undefined]);
});
