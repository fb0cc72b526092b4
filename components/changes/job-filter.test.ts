import { expect, test } from "vitest";
import type { Actor } from "#lib/domain/actor.ts";
import { filterJobs, isFiltering, type JobFilter, peopleOf } from "./job-filter.ts";
import { sampleJob } from "./sample-job.ts";

const ALL: JobFilter = { text: "", who: "", state: null, failed: false };
const actor = (kind: Actor["kind"], name: string): Actor => ({ kind, name, session: "", from: "10.0.0.7" });

const jobs = [
  sampleJob({ id: "a", counts: { verified: 198 }, reason: "Onboarding" }),
  sampleJob({ id: "b", action: "untag", counts: { verified: 1, failed: 1 }, actor: actor("script", "nightly"), reference: "" }),
  sampleJob({ id: "c", state: "paused", counts: { pending: 1 }, incident: { owner: "Zoë", expiresAt: "2026-11-14T18:00:00Z" } }),
  sampleJob({ id: "d", state: "cancelled", counts: { skipped: 1 }, actor: actor("system", "incident expiry") }),
];

const found = (change: Partial<JobFilter>) =>
  filterJobs(jobs, { ...ALL, ...change })
    .map(({ id }) => id)
    .join("");

test.each<[Partial<JobFilter>, string]>([
  [{}, "abcd"],
  [{ text: "onboarding" }, "abcd"],
  [{ text: "tagged 198" }, "a"],
  [{ text: "chg-1204 robin" }, "ac"],
  [{ text: "untagged nightly" }, "b"],
  [{ text: "zoë" }, "c"],
  [{ text: "  " }, "abcd"],
  [{ text: "nothing like it" }, ""],
  [{ who: "browser:Robin" }, "ac"],
  [{ who: "system" }, "d"],
  [{ who: "browser:somebody else" }, ""],
  [{ state: "open" }, "c"],
  [{ state: "done" }, "ab"],
  [{ state: "cancelled" }, "d"],
  [{ failed: true }, "b"],
  [{ failed: true, who: "system" }, ""],
])("%j lets through %j", (change, ids) => {
  expect(found(change)).toBe(ids);
});

test("knows whether it leaves anything out", () => {
  expect(isFiltering(ALL)).toBe(false);
  expect(isFiltering({ ...ALL, text: " " })).toBe(false);
  expect(isFiltering({ ...ALL, failed: true })).toBe(true);
});

test("names each person once, by name", () => {
  expect(peopleOf([...jobs, ...jobs])).toEqual([
    { key: "system", name: "Cado Reach" },
    { key: "script:nightly", name: "nightly (script)" },
    { key: "browser:Robin", name: "Robin" },
  ]);
});
