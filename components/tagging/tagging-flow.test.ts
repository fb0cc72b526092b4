import { expect, test } from "vitest";
import { sampleJob } from "#components/changes/sample-job.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type {
  JobSummary,
  OutcomeState,
  PlannedNode,
  TaggingEvent,
  TaggingOutcome,
  TaggingPlan,
  TaggingTarget,
} from "#lib/domain/tagging.ts";
import type { JobOrder, TaggingApi, TaggingStart } from "./tagging-api.ts";
import { canRetry, nodesToFix, TaggingFlow } from "./tagging-flow.ts";
import type { FollowedJob, TaggingWish } from "./tagging-wish.ts";

const node = (at: number): TaggingTarget => ({ account: "111111111111", region: "eu-west-1", id: `i-0000000${at}` });
const absent = { state: "absent", found: [] } as const;
const exact = { state: "exact", found: [{ key: DOCUMENTED_TAG.key, value: "True" }] } as const;
const change = (at: number): PlannedNode => ({
  ...node(at),
  plan: "change",
  before: absent,
  goal: [DOCUMENTED_TAG],
  steps: [{ op: "create", key: DOCUMENTED_TAG.key, value: "True" }],
});
const problem: Problem = { code: "InvalidInstanceID.NotFound", title: "The instance no longer exists." };
const spelling: Problem = { code: "needs-normalise", title: "Another value." };
const PLAN: TaggingPlan = {
  id: "job-1",
  hash: "h",
  action: "tag",
  tag: DOCUMENTED_TAG,
  readAt: "2026-03-12T12:00:00Z",
  validUntil: "2026-03-12T12:15:00Z",
  undoOf: null,
  nodes: [
    change(1),
    { ...node(2), plan: "already", before: exact },
    { ...node(3), plan: "cannot", before: exact, problem: spelling },
    change(4),
  ],
  dryRuns: [],
  confirm: { required: false, count: 2 },
  referenceRequired: false,
};
const outcome = (at: number, state: OutcomeState, why?: Problem): TaggingOutcome => ({
  ...node(at),
  state,
  before: absent,
  after: state === "verified" ? exact : null,
  requestIds: [],
  ...(why && { problem: why }),
});
const PENDING = [outcome(1, "pending"), outcome(2, "already"), outcome(3, "skipped", spelling), outcome(4, "pending")];
const END = [outcome(1, "verified"), outcome(2, "already"), outcome(3, "skipped", spelling), outcome(4, "failed", problem)];

/** A line that tells all of these outcomes, or those at `at` of them. */
function event(
  all: readonly TaggingOutcome[],
  at: readonly number[] = all.map((_, place) => place),
  more: Partial<JobSummary> = {},
): TaggingEvent {
  const counts = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 };
  for (const { state } of all) counts[state] += 1;
  const ended = counts.pending + counts.written === 0;
  return {
    ...sampleJob({ id: "job-1", counts, state: ended ? "done" : "applying", ...(!ended && { finishedAt: null }), ...more }),
    changed: at.flatMap((place) => (all[place] === undefined ? [] : [{ at: place, outcome: all[place] }])),
  };
}

type Stream = readonly TaggingEvent[] | Problem;

/** A server whose streams are given, one for each time that the job is looked at. */
function setUp(
  streams: readonly Stream[] = [],
  given: { wish?: TaggingWish | FollowedJob; startProblem?: Problem; held?: boolean } = {},
) {
  const plans: TaggingWish[] = [];
  const starts: TaggingStart[] = [];
  const keys: string[] = [];
  const orders: JobOrder[] = [];
  const reported: (readonly TaggingOutcome[])[] = [];
  const leftBehind: string[] = [];
  const signals: AbortSignal[] = [];
  const left = [...streams];
  const api: TaggingApi = {
    plan: async (wish) => {
      plans.push(wish);
      return { ok: true, value: { ...PLAN, action: wish.action } };
    },
    start: async (start, key) => {
      starts.push(start);
      keys.push(key);
      return given.startProblem ? { ok: false, problem: given.startProblem } : { ok: true, value: { id: "job-1" } };
    },
    ask: async (_, order) => {
      orders.push(order);
      return { ok: true, value: null };
    },
    follow: async (_, onEvent, signal) => {
      signals.push(signal);
      const next = left.shift();
      if (next === undefined) return problem;
      if (!Array.isArray(next)) return next as Problem;
      for (const each of next) onEvent(each);
      if (given.held) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return null;
    },
  };
  const flow = new TaggingFlow({
    wish: given.wish ?? { action: "tag", nodes: [1, 2, 3, 4].map(node) },
    api,
    onOutcomes: (outcomes) => reported.push(outcomes),
    onLeft: (job) => leftBehind.push(job),
    retriesMs: [0, 0],
  });
  return { flow, plans, starts, keys, orders, reported, leftBehind, signals };
}

const WHY = { reason: "Onboarding" };

test("writes nothing before the review was confirmed", async () => {
  const { flow, starts } = setUp();
  await flow.readAgain();
  expect(flow.getState().phase).toBe("review");
  expect(starts).toEqual([]);
});

test("plans once, however often it is begun", async () => {
  const { flow, plans } = setUp();
  flow.begin();
  flow.leave();
  flow.begin();
  expect(plans).toHaveLength(1);
});

test("starts the very plan that was reviewed, with what was given for it", async () => {
  const { flow, starts } = setUp([[event(END)]]);
  await flow.readAgain();
  await flow.start({ ...WHY, confirm: 2 });
  expect(starts).toEqual([{ plan: "job-1", hash: "h", reason: "Onboarding", confirm: 2 }]);
});

test("reports one outcome per node of the request, in its order, with the plan's own no among them", async () => {
  const { flow, reported } = setUp([[event(PENDING), event(END, [0, 3])]]);
  await flow.readAgain();
  await flow.start(WHY);
  expect(flow.getState().phase).toBe("finished");
  expect(reported.map((outcomes) => outcomes.map(({ id, state }) => `${id} ${state}`))).toEqual([
    ["i-00000001 verified", "i-00000002 already", "i-00000003 skipped", "i-00000004 failed"],
  ]);
});

test("does not take a job for finished before the last of the lines that tell its outcomes", async () => {
  const { flow } = setUp([[event(PENDING)], [event(END, [0, 1])], [event(END, [2, 3])]]);
  const phases: string[] = [];
  await flow.readAgain();
  flow.subscribe(() => {
    const state = flow.getState();
    phases.push(
      "job" in state && state.job ? `${state.phase} ${state.job.outcomes.map((each) => each?.state).join(" ")}` : state.phase,
    );
  });
  await flow.start(WHY);
  expect(phases.filter((phase) => phase.startsWith("finished"))).toEqual(["finished verified already skipped failed"]);
});

test("keeps the review where the job could not be started, and lets it be tried again", async () => {
  const { flow } = setUp([[event(END)]], { startProblem: problem });
  await flow.readAgain();
  await flow.start(WHY);
  expect(flow.getState()).toMatchObject({ phase: "review", starting: false, problem });
});

test("asks for the same job where one presses again after a failed start, and for another one after another review", async () => {
  const { flow, keys } = setUp([], { startProblem: problem });
  await flow.readAgain();
  await flow.start(WHY);
  await flow.start(WHY);
  await flow.readAgain();
  await flow.start(WHY);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("opens a cut stream again and goes on with what it knows", async () => {
  const { flow } = setUp([[event(PENDING)], problem, [event(END, [0, 3])]]);
  await flow.readAgain();
  await flow.start(WHY);
  const state = flow.getState();
  expect(state.phase === "finished" && state.job.outcomes.map((each) => each?.state)).toEqual([
    "verified",
    "already",
    "skipped",
    "failed",
  ]);
});

test("says that a job is out of sight, and not that it ended, where its stream cannot be opened any more", async () => {
  const { flow, reported } = setUp();
  await flow.readAgain();
  await flow.start(WHY);
  expect(flow.getState()).toMatchObject({ phase: "lost", problem });
  expect(reported).toEqual([]);
});

test.each([401, 404])("does not knock again after a %i", async (status) => {
  const { flow } = setUp([{ ...problem, status }, [event(END)]]);
  await flow.readAgain();
  await flow.start(WHY);
  expect(flow.getState().phase).toBe("lost");
  await flow.lookAgain();
  expect(flow.getState().phase).toBe("finished");
});

test("shows a job that was started elsewhere, without a plan of its own", async () => {
  const { flow, plans } = setUp([[event(PENDING)]], { wish: { follow: "job-1" }, held: true });
  flow.begin();
  expect(flow.getState()).toMatchObject({ phase: "running", jobId: "job-1", plan: null });
  expect(flow.getState()).toMatchObject({ job: { outcomes: PENDING } });
  expect(plans).toEqual([]);
  flow.leave();
});

test("closes the stream of a job that nobody looks at any more, says which it was, and opens it again for whoever comes back", async () => {
  const { flow, leftBehind, signals } = setUp([[event(PENDING)], [event(PENDING)]], { wish: { follow: "job-1" }, held: true });
  flow.begin();
  flow.leave();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(leftBehind).toEqual(["job-1"]);
  flow.begin();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  flow.leave();
});

test("says which job it was, too, where one left between the press and the answer", async () => {
  const { flow, leftBehind, signals } = setUp([[event(END)]]);
  await flow.readAgain();
  const started = flow.start(WHY);
  flow.leave();
  await started;
  expect([leftBehind, signals]).toEqual([["job-1"], []]);
});

test("asks to pause, to go on and to end", async () => {
  const { flow, orders } = setUp([[event(PENDING)]], { wish: { follow: "job-1" }, held: true });
  flow.begin();
  for (const order of ["pause", "resume", "cancel"] as const) await flow.ask(order);
  expect(orders).toEqual(["pause", "resume", "cancel"]);
  flow.leave();
});

test("plans anew for exactly what failed or was called off, not for what was decided against", async () => {
  const { flow, plans } = setUp([[event(END)]]);
  await flow.readAgain();
  await flow.start(WHY);
  await flow.retryFailed();
  expect(plans.at(-1)).toMatchObject({ action: "tag", nodes: [{ id: "i-00000004" }] });
  expect(plans.at(-1)).not.toHaveProperty("incident");
  expect(flow.getState().phase).toBe("review");
  const calledOff = outcome(1, "skipped", { code: "cancelled", title: "The job was cancelled." });
  expect(
    [outcome(1, "failed", problem), calledOff, outcome(1, "skipped", spelling), outcome(1, "written")].map(canRetry),
  ).toEqual([true, true, false, false]);
});

test("retries an incident as an incident, and an undo as an undo of the same job", async () => {
  const incident = { owner: "Robin", expiresAt: "2026-03-12T16:00:00Z" };
  const first = setUp([[event(END, undefined, { incident })]], { wish: { follow: "job-1" } });
  first.flow.begin();
  await Promise.resolve();
  await first.flow.retryFailed();
  expect(first.plans).toMatchObject([{ action: "tag", incident: true }]);
  const second = setUp([[event(END, undefined, { action: "undo", undoOf: "job-0" })]], { wish: { follow: "job-1" } });
  second.flow.begin();
  await Promise.resolve();
  await second.flow.retryFailed();
  expect(second.plans).toMatchObject([{ action: "undo", job: "job-0", nodes: [{ id: "i-00000004" }] }]);
});

test("goes on to an undo of the job that ended", async () => {
  const { flow, plans } = setUp([[event(END)]]);
  await flow.readAgain();
  await flow.start(WHY);
  await flow.undo();
  expect(plans.at(-1)).toEqual({ action: "undo", job: "job-1" });
});

test("goes on to fix exactly the nodes that tagging left alone for another spelling, before the start and after the end", async () => {
  const { flow, plans } = setUp([[event(END)]], { wish: { action: "tag", nodes: [node(3)], incident: true } });
  expect(nodesToFix(PLAN.nodes.filter(({ plan }) => plan !== "cannot"))).toEqual([]);
  await flow.readAgain();
  await flow.fixInstead();
  expect(plans.at(-1)).toMatchObject({ action: "normalise", nodes: [{ id: "i-00000003" }], incident: true });
  await flow.start(WHY);
  await flow.fixInstead();
  expect(plans.at(-1)).toMatchObject({ action: "normalise", nodes: [{ id: "i-00000003" }] });
});

test("reads the same nodes again where the review is too old", async () => {
  const { flow, plans } = setUp();
  await flow.readAgain();
  await flow.readAgain();
  expect(plans).toHaveLength(2);
  expect(plans[0]).toBe(plans[1]);
});
