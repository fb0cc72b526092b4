import type { NodeState, Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagReading } from "#lib/domain/tag-state.ts";
import type { PlannedNode, TaggingAction, TaggingTarget } from "#lib/domain/tagging.ts";
import { goalOf, isOurs, isSameReading, stepsTo } from "./goal.ts";
import { changedSince, needsNormalise, needsTag, tagLimit, terminated } from "./tagging-problems.ts";

/** What was just read of one node: its state and all of its tags, or why there is nothing. */
export type NodeRead = { ok: true; state: NodeState; tags: Tags } | { ok: false; problem: Problem };

/** A planned node without its identity. */
export type NodePlan = PlannedNode extends infer P ? (P extends TaggingTarget ? Omit<P, keyof TaggingTarget> : never) : never;

/** What an earlier job found on a node and wanted there; `isWhole` where it was seen as wanted. */
export type LeftNode = { before: readonly TagSpec[]; goal: readonly TagSpec[]; isWhole: boolean };

/** Tags that a resource may carry, not counting those of AWS itself (EC2 user guide, "Tag restrictions"). */
const MAX_USER_TAGS = 50;

/** Decides what an action does to a node, from tags just read. */
export function planNode(action: Exclude<TaggingAction, "undo">, spec: TagSpec, read: NodeRead): NodePlan {
  return decide(spec, read, (now) => {
    const refusal = refuse(action, spec, now);
    return refusal ? { problem: refusal } : { goal: goalOf(action, spec) };
  });
}

/**
 * Decides what undoing a job does to a node: back to what the job found there, where the node still holds what the job
 * left; where the job came half-way, anywhere on that way. What anybody changed since is a conflict, and left alone.
 */
export function planUndo(left: LeftNode, spec: TagSpec, read: NodeRead): NodePlan {
  return decide(spec, read, (now) =>
    isStillOurs(left, now) ? { goal: left.before } : { problem: changedSince(left.goal, now) },
  );
}

function isStillOurs({ before, goal, isWhole }: LeftNode, now: TagReading): boolean {
  // One that is as before again has nothing to be undone, whoever did that.
  if (isSameReading(now.found, before)) return true;
  return isWhole ? isSameReading(now.found, goal) : isOurs(now, before, goal);
}

type Decision = { goal: readonly TagSpec[] } | { problem: Problem };

function decide(spec: TagSpec, read: NodeRead, choose: (now: TagReading) => Decision): NodePlan {
  if (!read.ok) return { plan: "cannot", before: null, problem: read.problem };
  const before = readTagState(read.tags, spec);
  if (read.state === "terminated" || read.state === "shutting-down") {
    return { plan: "cannot", before, problem: terminated() };
  }
  const decision = choose(before);
  if ("problem" in decision) return { plan: "cannot", before, problem: decision.problem };
  const { goal } = decision;
  if (isSameReading(goal, before.found)) return { plan: "already", before };
  const steps = stepsTo(goal, before.found);
  const added = steps.filter((step) => step.op === "create" && !Object.hasOwn(read.tags, step.key)).length;
  const userTags = countUserTags(read.tags);
  if (userTags + added > MAX_USER_TAGS) return { plan: "cannot", before, problem: tagLimit(userTags) };
  return { plan: "change", before, goal, steps };
}

function refuse(action: Exclude<TaggingAction, "undo">, spec: TagSpec, now: TagReading): Problem | null {
  const isThere = now.state !== "absent";
  if (action === "tag" && isThere && now.state !== "exact") return needsNormalise(spec, now);
  return action === "normalise" && !isThere ? needsTag(spec) : null;
}

function countUserTags(tags: Tags): number {
  return Object.keys(tags).filter((key) => !key.startsWith("aws:")).length;
}
