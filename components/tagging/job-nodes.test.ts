import { expect, test } from "vitest";
import { sampleJob } from "#components/changes/sample-job.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, PlannedNode, TaggingOutcome, TaggingPlan } from "#lib/domain/tagging.ts";
import { changingNodes, jobNodes, notDone } from "./job-nodes.ts";

const target = (at: number) => ({ account: "111111111111", region: "eu-west-1", id: `i-${at}` });
const outcome = (at: number, state: OutcomeState, code?: string): TaggingOutcome => ({
  ...target(at),
  state,
  before: null,
  after: null,
  requestIds: [],
  ...(code && { problem: { code, title: code } }),
});
const before = { state: "absent", found: [] } as const;
const nodes: readonly PlannedNode[] = [
  { ...target(0), plan: "change", before, goal: [], steps: [] },
  { ...target(1), plan: "already", before },
  { ...target(2), plan: "cannot", before, problem: { code: "needs-normalise", title: "" } },
];
const plan: TaggingPlan = {
  id: "job",
  hash: "",
  action: "tag",
  tag: DOCUMENTED_TAG,
  readAt: "",
  validUntil: "",
  undoOf: null,
  nodes,
  dryRuns: [],
  confirm: { required: false, count: 1 },
  referenceRequired: false,
};
const job = (outcomes: readonly (TaggingOutcome | undefined)[]) => ({ ...sampleJob(), outcomes });
const ids = (list: readonly { node: { id: string } }[]) => list.map(({ node }) => node.id);

test("lists what was planned before anything was heard of it", () => {
  expect(ids(jobNodes(plan, null))).toEqual(["i-0", "i-1", "i-2"]);
  expect(ids(changingNodes(jobNodes(plan, null)))).toEqual(["i-0"]);
});

test("lists a job that was started elsewhere by its outcomes, without those that have not come yet", () => {
  expect(ids(jobNodes(null, job([outcome(0, "verified"), undefined, outcome(2, "pending")])))).toEqual(["i-0", "i-2"]);
});

test("counts progress over what the job changes, also where it was called off, and not over what it leaves alone", () => {
  const outcomes = [outcome(0, "skipped", "cancelled"), outcome(1, "already"), outcome(2, "skipped", "needs-normalise")];
  expect(ids(changingNodes(jobNodes(plan, job(outcomes))))).toEqual(["i-0"]);
});

test("calls what was written and never seen not done, once the job has ended", () => {
  const list = jobNodes(null, job([outcome(0, "written"), outcome(1, "verified"), outcome(2, "failed")]));
  expect(ids(notDone(list, false))).toEqual(["i-2"]);
  expect(ids(notDone(list, true))).toEqual(["i-0", "i-2"]);
});
