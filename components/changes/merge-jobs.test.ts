import { expect, test } from "vitest";
import { appendOlder, mergeLatest, replaceKnown } from "./merge-jobs.ts";
import { sampleJob } from "./sample-job.ts";

const jobs = (ids: string) => [...ids].map((id) => sampleJob({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join("");

test.each<[string, string, string, boolean]>([
  ["", "cba", "cba", false],
  ["cba", "edc", "edcba", true],
  ["fedcba", "fed", "fedcba", true],
  // Three new ones fill the page: what came between them and c is not known.
  ["cba", "hgf", "hgf", false],
  // A page that is not full is all there is.
  ["cba", "dc", "dc", false],
  ["cba", "", "", false],
])("known %j and the latest page %j are %j", (known, latest, all, kept) => {
  const merged = mergeLatest(jobs(known), jobs(latest), 3);
  expect([ids(merged.jobs), merged.kept]).toEqual([all, kept]);
});

test("shows the newer state of a job that was known", () => {
  const newer = sampleJob({ id: "c", state: "cancelled" });
  expect(mergeLatest(jobs("cba"), [newer, ...jobs("ba")], 3).jobs[0]).toBe(newer);
  expect(replaceKnown(jobs("dcb"), [newer, ...jobs("xy")])).toEqual([sampleJob({ id: "d" }), newer, sampleJob({ id: "b" })]);
});

test("adds older ones once", () => {
  expect(ids(appendOlder(jobs("dc"), jobs("cba")))).toBe("dcba");
});
