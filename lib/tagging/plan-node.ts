import type { NodeState, Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagReading } from "#lib/domain/tag-state.ts";
import type { PlannedNode, TaggingAction, TaggingTarget, TagStep } from "#lib/domain/tagging.ts";
import { needsNormalise, needsTag, tagLimit, terminated } from "./tagging-problems.ts";

/** What was just read of one node: its state and all of its tags, or why there is nothing. */
export type NodeRead = { ok: true; state: NodeState; tags: Tags } | { ok: false; problem: Problem };

/** A planned node without its identity. */
export type NodePlan = PlannedNode extends infer P ? (P extends TaggingTarget ? Omit<P, keyof TaggingTarget> : never) : never;

/** Tags that a resource may carry, not counting those of AWS itself (EC2 user guide, "Tag restrictions"). */
const MAX_USER_TAGS = 50;

/**
 * Decides what an action does to a node, from tags just read. The steps are in the order in which they have to be
 * done: a node never loses a spelling that grants before the right tag is on it.
 */
export function planNode(action: TaggingAction, spec: TagSpec, read: NodeRead): NodePlan {
  if (!read.ok) return { plan: "cannot", before: null, problem: read.problem };
  const before = readTagState(read.tags, spec);
  if (read.state === "terminated" || read.state === "shutting-down") {
    return { plan: "cannot", before, problem: terminated() };
  }
  const decision = decide(action, spec, before);
  if (decision === "already") return { plan: "already", before };
  if (!Array.isArray(decision)) return { plan: "cannot", before, problem: decision };
  const addsKey = decision.some((step) => step.op === "create" && !Object.hasOwn(read.tags, step.key));
  const userTags = countUserTags(read.tags);
  if (addsKey && userTags >= MAX_USER_TAGS) return { plan: "cannot", before, problem: tagLimit(userTags) };
  return { plan: "change", before, steps: decision };
}

function decide(action: TaggingAction, spec: TagSpec, before: TagReading): TagStep[] | Problem | "already" {
  switch (action) {
    case "tag":
      if (before.state === "absent") return [createStep(spec)];
      return before.state === "exact" ? "already" : needsNormalise(spec, before);
    case "untag":
      return before.state === "absent" ? "already" : before.found.map(deleteStep);
    case "normalise":
      if (before.state === "absent") return needsTag(spec);
      return before.state === "exact" ? "already" : normaliseSteps(spec, before);
  }
}

function normaliseSteps(spec: TagSpec, before: TagReading): TagStep[] {
  const isRight = before.found.some((tag) => tag.key === spec.key && tag.value === spec.value);
  const others = before.found.filter((tag) => tag.key !== spec.key);
  return [...(isRight ? [] : [createStep(spec)]), ...others.map(deleteStep)];
}

function createStep(spec: TagSpec): TagStep {
  return { op: "create", key: spec.key, value: spec.value };
}

function deleteStep(tag: { key: string; value: string }): TagStep {
  return { op: "delete", key: tag.key, value: tag.value };
}

function countUserTags(tags: Tags): number {
  return Object.keys(tags).filter((key) => !key.startsWith("aws:")).length;
}
