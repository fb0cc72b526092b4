import type { Problem } from "./problem.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { TagReading } from "./tag-state.ts";

/**
 * - `tag`: puts the exact key and value on a node that has no spelling of the key.
 *   A wrong value or another spelling is refused with `needs-normalise`: that is somebody's tag, and a different action.
 * - `untag`: takes away every spelling of the key that grants, each by key and value.
 * - `normalise`: writes the exact tag first, reads it back, then deletes the other spellings by key and value.
 */
export type TaggingAction = "tag" | "untag" | "normalise";

/**
 * A node as it was asked for. Plain text on purpose: an id that is malformed or unknown gets its own outcome instead of
 * failing the request, so a target is not a `NodeKey` until it was parsed. Every `NodeKey` is a target.
 */
export type TaggingTarget = { account: string; region: string; id: string };

/** One tag write. `delete` always names exactly one key and its value: DeleteTags without them deletes everything. */
export type TagStep = { op: "create" | "delete"; key: string; value: string };

/** What a job would do to one node, from tags read at `readAt`. */
export type PlannedNode = TaggingTarget &
  (
    | { plan: "change"; before: TagReading; steps: readonly TagStep[] }
    | { plan: "already"; before: TagReading }
    | { plan: "cannot"; before: TagReading | null; problem: Problem }
  );

export type TaggingPlan = {
  action: TaggingAction;
  tag: TagSpec;
  readAt: string;
  /** One entry per requested node, in request order, duplicates collapsed onto the first. */
  nodes: readonly PlannedNode[];
};

/**
 * - `pending`: not sent yet. `written`: AWS accepted it, not yet seen on reading back. `verified`: read back and right.
 * - `already`: nothing had to be done, seen on reading. `failed`: AWS refused or it could not be verified; see problem.
 * - `skipped`: not sent, because the job was cancelled or its plan said that it cannot be done.
 */
export type OutcomeState = "pending" | "written" | "verified" | "already" | "failed" | "skipped";

export type TaggingOutcome = TaggingTarget & {
  state: OutcomeState;
  before: TagReading | null;
  after: TagReading | null;
  problem?: Problem;
  /** AWS request ids of the writes that touched this node. */
  requestIds: readonly string[];
};

export type TaggingJobState = "planning" | "applying" | "verifying" | "done" | "cancelled";

export type TaggingJob = {
  id: string;
  action: TaggingAction;
  tag: TagSpec;
  state: TaggingJobState;
  createdAt: string;
  finishedAt: string | null;
  counts: Readonly<Record<OutcomeState, number>>;
  /** One per requested node, in request order. */
  outcomes: readonly TaggingOutcome[];
};

/** A line of a job's event stream: the state and counts, and the outcomes that changed since the line before. */
export type TaggingEvent = Omit<TaggingJob, "outcomes"> & {
  total: number;
  changed: readonly { at: number; outcome: TaggingOutcome }[];
};
