import { describe, expect, test } from "vitest";
import type { NodeState, Tags } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingAction } from "#lib/domain/tagging.ts";
import { planNode, planUndo } from "./plan-node.ts";

const KEY = DOCUMENTED_TAG.key;
const LOWER = "cadoresponsessmenabled";
const create = { op: "create", key: KEY, value: "True" };
const remove = (key: string, value: string) => ({ op: "delete", key, value });

function plan(action: Exclude<TaggingAction, "undo">, tags: Tags, state: NodeState = "running") {
  const result = planNode(action, DOCUMENTED_TAG, { ok: true, state, tags });
  if (result.plan === "change") return result.steps;
  return result.plan === "already" ? "already" : result.problem.code;
}

const userTags = (count: number): Tags => Object.fromEntries(Array.from({ length: count }, (_, at) => [`team-${at}`, "x"]));

describe("planNode", () => {
  test.each<[what: string, tags: Tags, tag: unknown, untag: unknown, normalise: unknown]>([
    ["no tag", { Name: "web" }, [create], "already", "needs-tag"],
    ["no tags at all", {}, [create], "already", "needs-tag"],
    ["the exact tag", { [KEY]: "True" }, "already", [remove(KEY, "True")], "already"],
    ["a wrong value", { [KEY]: "true" }, "needs-normalise", [remove(KEY, "true")], [create]],
    ["an empty value", { [KEY]: "" }, "needs-normalise", [remove(KEY, "")], [create]],
    ["a value with a space", { [KEY]: " True" }, "needs-normalise", [remove(KEY, " True")], [create]],
    ["another spelling", { [LOWER]: "True" }, "needs-normalise", [remove(LOWER, "True")], [create, remove(LOWER, "True")]],
    ["another spelling, wrong value", { [LOWER]: "no" }, "needs-normalise", [remove(LOWER, "no")], [create, remove(LOWER, "no")]],
    [
      "both spellings, right value",
      { [KEY]: "True", [LOWER]: "True" },
      "needs-normalise",
      [remove(KEY, "True"), remove(LOWER, "True")],
      [remove(LOWER, "True")],
    ],
    [
      "both spellings, wrong value on ours",
      { [KEY]: "true", [LOWER]: "True" },
      "needs-normalise",
      [remove(KEY, "true"), remove(LOWER, "True")],
      [create, remove(LOWER, "True")],
    ],
  ])("%s: each action does what it says and no more", (_, tags, tag, untag, normalise) => {
    expect(plan("tag", tags)).toEqual(tag);
    expect(plan("untag", tags)).toEqual(untag);
    expect(plan("normalise", tags)).toEqual(normalise);
  });

  test("a step that deletes names one key with the value that was read, and never a key that is not a spelling of ours", () => {
    const steps = plan("untag", { Name: "x", CadoResponseSSMEnabledX: "True", [KEY]: "True", "aws:autoscaling:groupName": "g" });
    expect(steps).toEqual([remove(KEY, "True")]);
  });

  test.each<[count: number, result: unknown]>([
    [49, [create]],
    [50, "tag-limit"],
    [51, "tag-limit"],
  ])("a node with %i tags of its own", (count, result) => {
    expect(plan("tag", { ...userTags(count), "aws:cloudformation:stack-name": "s" })).toEqual(result);
  });

  test("a full node can still be untagged and have a value put right, but not get a second spelling", () => {
    expect(plan("untag", { ...userTags(49), [KEY]: "True" })).toEqual([remove(KEY, "True")]);
    expect(plan("normalise", { ...userTags(49), [KEY]: "true" })).toEqual([create]);
    expect(plan("normalise", { ...userTags(49), [LOWER]: "True" })).toBe("tag-limit");
  });

  test.each<NodeState>(["terminated", "shutting-down"])("a node that is %s cannot be changed", (state) => {
    for (const action of ["tag", "untag", "normalise"] as const)
      expect(plan(action, { [KEY]: "true" }, state)).toBe("terminated");
  });

  test.each<NodeState>(["stopped", "stopping", "pending", "running", "none", "unknown"])(
    "a node that is %s can be tagged",
    (state) => {
      expect(plan("tag", {}, state)).toEqual([create]);
    },
  );

  test("tags that could not be read are never taken for absent", () => {
    const problem = { code: "UnauthorizedOperation", title: "denied" };
    for (const action of ["tag", "untag", "normalise"] as const) {
      expect(planNode(action, DOCUMENTED_TAG, { ok: false, problem })).toEqual({ plan: "cannot", before: null, problem });
    }
  });
});

describe("planUndo", () => {
  const undo = (before: Tags, goal: Tags, now: Tags) => {
    const list = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));
    const read = { ok: true as const, state: "running" as const, tags: now };
    const result = planUndo({ before: list(before), goal: list(goal), isWhole: true }, DOCUMENTED_TAG, read);
    if (result.plan === "change") return result.steps;
    return result.plan === "already" ? "already" : result.problem.code;
  };

  test.each<[what: string, before: Tags, goal: Tags, now: Tags, result: unknown]>([
    ["a tag that was put on goes again", {}, { [KEY]: "True" }, { [KEY]: "True" }, [remove(KEY, "True")]],
    [
      "a value that was put right becomes wrong again",
      { [KEY]: "true" },
      { [KEY]: "True" },
      { [KEY]: "True" },
      [{ ...create, value: "true" }],
    ],
    [
      "a spelling that was taken away comes back before the right one goes",
      { [LOWER]: "True" },
      { [KEY]: "True" },
      { [KEY]: "True" },
      [{ ...create, key: LOWER }, remove(KEY, "True")],
    ],
    ["a tag that was taken away comes back", { [KEY]: "True" }, {}, {}, [create]],
    ["a node that is as before is right already", {}, { [KEY]: "True" }, {}, "already"],
    ["a value that somebody changed since is a conflict", {}, { [KEY]: "True" }, { [KEY]: "False" }, "changed-since"],
    [
      "a spelling that somebody added since is a conflict",
      {},
      { [KEY]: "True" },
      { [KEY]: "True", [LOWER]: "True" },
      "changed-since",
    ],
    [
      "a tag that somebody took away since is a conflict, though a spelling of it was there before",
      { [LOWER]: "True" },
      { [KEY]: "True" },
      {},
      "changed-since",
    ],
    ["a tag that somebody put back since is a conflict", { [KEY]: "no" }, {}, { [KEY]: "True" }, "changed-since"],
  ])("%s", (_, before, goal, now, result) => {
    expect(undo(before, goal, now)).toEqual(result);
  });
});
