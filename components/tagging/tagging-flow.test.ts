import { expect, test } from "vitest";
import type { Problem } from "#lib/domain/problem.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type {
  PlannedNode,
  TaggingAction,
  TaggingEvent,
  TaggingOutcome,
  TaggingPlan,
  TaggingTarget,
} from "#lib/domain/tagging.ts";
import type { ReviewedNode, TaggingApi } from "./tagging-api.ts";
import { nodesToFix, TaggingFlow } from "./tagging-flow.ts";

const node = (at: number): TaggingTarget => ({ account: "111111111111", region: "eu-west-1", id: `i-0000000${at}` });
const absent = { state: "absent", found: [] } as const;
const exact = { state: "exact", found: [{ key: DOCUMENTED_TAG.key, value: "True" }] } as const;
const change = (at: number): PlannedNode => ({
  ...node(at),
  plan: "change",
  before: absent,
  steps: [{ op: "create", key: DOCUMENTED_TAG.key, value: "True" }],
});
const problem: Problem = { code: "InvalidInstanceID.NotFound", title: "The instance no longer exists." };
const PLAN: TaggingPlan = {
  action: "tag",
  tag: DOCUMENTED_TAG,
  readAt: "2026-03-12T12:00:00Z",
  nodes: [
    change(1),
    { ...node(2), plan: "already", before: exact },
    { ...node(3), plan: "cannot", before: null, problem },
    change(4),
  ],
};
const verified = (at: number): TaggingOutcome => ({
  ...node(at),
  state: "verified",
  before: absent,
  after: exact,
  requestIds: ["r"],
});
const failed = (at: number): TaggingOutcome => ({
  ...node(at),
  state: "failed",
  before: absent,
  after: null,
  problem,
  requestIds: [],
});

function event(changed: TaggingEvent["changed"], finished: boolean): TaggingEvent {
  return {
    id: "job-1",
    action: "tag",
    tag: DOCUMENTED_TAG,
    state: finished ? "done" : "applying",
    createdAt: "2026-03-12T12:00:01Z",
    finishedAt: finished ? "2026-03-12T12:00:09Z" : null,
    counts: { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 },
    total: 2,
    changed,
  };
}

/** A server whose streams are given; the last one is the one that ends the job, or the cut that stays. */
function setUp(streams: readonly (readonly TaggingEvent[] | Problem)[], startProblem?: Problem) {
  const plans: (readonly TaggingTarget[])[] = [];
  const actions: TaggingAction[] = [];
  const starts: (readonly ReviewedNode[])[] = [];
  const keys: string[] = [];
  const reported: (readonly TaggingOutcome[])[] = [];
  const left = [...streams];
  const api: TaggingApi = {
    plan: async (action, nodes) => {
      plans.push(nodes);
      actions.push(action);
      return {
        ok: true,
        value: { ...PLAN, action, nodes: PLAN.nodes.filter(({ id }) => nodes.some((asked) => asked.id === id)) },
      };
    },
    start: async (_, nodes, key) => {
      starts.push(nodes);
      keys.push(key);
      return startProblem ? { ok: false, problem: startProblem } : { ok: true, value: { id: "job-1" } };
    },
    cancel: async () => ({ ok: true, value: null }),
    follow: async (_, onEvent) => {
      const next = left.shift();
      if (next === undefined) return problem;
      if (!Array.isArray(next)) return next as Problem;
      for (const each of next) onEvent(each);
      return null;
    },
  };
  const flow = new TaggingFlow({
    action: "tag",
    nodes: [1, 2, 3, 4].map(node),
    api,
    onOutcomes: (outcomes) => reported.push(outcomes),
    retriesMs: [0, 0],
  });
  return { flow, plans, actions, starts, keys, reported };
}

const END = event(
  [
    { at: 0, outcome: verified(1) },
    { at: 1, outcome: failed(4) },
  ],
  true,
);

test("writes nothing before the review was confirmed", async () => {
  const { flow, starts } = setUp([]);
  await flow.plan();
  expect(flow.getState().phase).toBe("review");
  expect(starts).toEqual([]);
});

test("plans once, however often it is begun", async () => {
  const { flow, plans } = setUp([]);
  flow.begin();
  flow.begin();
  expect(plans).toHaveLength(1);
});

test("sends exactly the nodes that would change, each with what the reviewer saw", async () => {
  const { flow, starts } = setUp([[END]]);
  await flow.plan();
  await flow.start();
  expect(starts).toEqual([[1, 4].map((at) => ({ ...node(at), seen: [] }))]);
});

test("reports one outcome per node of the request, in its order, with the plan's own no among them", async () => {
  const { flow, reported } = setUp([[END]]);
  await flow.plan();
  await flow.start();
  expect(flow.getState().phase).toBe("finished");
  expect(reported.map((outcomes) => outcomes.map(({ id, state }) => `${id} ${state}`))).toEqual([
    ["i-00000001 verified", "i-00000002 already", "i-00000003 failed", "i-00000004 failed"],
  ]);
});

test("keeps the review where the job could not be started, and lets it be tried again", async () => {
  const { flow } = setUp([[END]], problem);
  await flow.plan();
  await flow.start();
  expect(flow.getState()).toMatchObject({ phase: "review", starting: false, problem });
});

test("asks for the same job where one presses again after a failed start, and for another one after another review", async () => {
  const { flow, keys } = setUp([], problem);
  await flow.plan();
  await flow.start();
  await flow.start();
  await flow.plan();
  await flow.start();
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("opens a cut stream again and goes on with what it knows", async () => {
  const { flow } = setUp([[event([{ at: 0, outcome: verified(1) }], false)], [event([{ at: 1, outcome: failed(4) }], true)]]);
  await flow.plan();
  await flow.start();
  const state = flow.getState();
  expect(state.phase === "finished" && state.job.outcomes.map((outcome) => outcome?.state)).toEqual(["verified", "failed"]);
});

test("says that a job is out of sight, and not that it ended, where its stream cannot be opened any more", async () => {
  const { flow, reported } = setUp([]);
  await flow.plan();
  await flow.start();
  expect(flow.getState()).toMatchObject({ phase: "lost", problem });
  expect(reported).toEqual([]);
});

test.each([401, 404])("does not knock again after a %i", async (status) => {
  const { flow } = setUp([{ ...problem, status }, [END]]);
  await flow.plan();
  await flow.start();
  expect(flow.getState().phase).toBe("lost");
  await flow.lookAgain();
  expect(flow.getState().phase).toBe("finished");
});

test("plans anew for exactly what failed or was not sent", async () => {
  const { flow, plans } = setUp([[END]]);
  await flow.plan();
  await flow.start();
  await flow.retryFailed();
  expect(plans.at(-1)).toEqual([node(4)]);
  expect(flow.getState().phase).toBe("review");
});

test("goes on to fix exactly the nodes that tagging left alone for another spelling, and retries fixing as fixing", async () => {
  const spelling: PlannedNode = {
    ...node(3),
    plan: "cannot",
    before: exact,
    problem: { code: "needs-normalise", title: "Other." },
  };
  const { flow, plans, actions } = setUp([[END]]);
  await flow.plan();
  const state = flow.getState();
  if (state.phase !== "review") throw new Error("no review");
  expect(nodesToFix(state.plan)).toEqual([]);
  expect(nodesToFix({ ...state.plan, nodes: [...state.plan.nodes, spelling] })).toEqual([spelling]);
  await flow.plan([node(1), node(4)], "normalise");
  await flow.start();
  await flow.retryFailed();
  expect(actions).toEqual(["tag", "normalise", "normalise"]);
  expect(plans.at(-1)).toEqual([node(4)]);
});
