import type { Actor } from "./actor.ts";
import type { Problem } from "./problem.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { TagReading } from "./tag-state.ts";

/**
 * - `tag`: puts the exact key and value on a node that has no spelling of the key.
 *   A wrong value or another spelling is refused with `needs-normalise`: that is somebody's tag, and a different action.
 * - `untag`: takes away every spelling of the key that grants, each by key and value.
 * - `normalise`: writes the exact tag first, reads it back, then deletes the other spellings by key and value.
 * - `undo`: puts back what another job changed, spelling by spelling, where the node still holds what that job left.
 */
export type TaggingAction = "tag" | "untag" | "normalise" | "undo";

/**
 * A node as it was asked for. Plain text on purpose: an id that is malformed or unknown gets its own outcome instead of
 * failing the request, so a target is not a `NodeKey` until it was parsed. Every `NodeKey` is a target.
 */
export type TaggingTarget = { account: string; region: string; id: string };

/** One tag write. `delete` always names exactly one key and its value: DeleteTags without them deletes everything. */
export type TagStep = { op: "create" | "delete"; key: string; value: string };

/** What a job would do to one node, from tags read at `readAt`. `goal` is every spelling that is to be there at the end. */
export type PlannedNode = TaggingTarget &
  (
    | { plan: "change"; before: TagReading; goal: readonly TagSpec[]; steps: readonly TagStep[] }
    | { plan: "already"; before: TagReading }
    | { plan: "cannot"; before: TagReading | null; problem: Problem }
  );

/** What AWS answered when asked, without writing, whether we may write here. `allowed` null: it could not be found out. */
export type DryRun = {
  account: string;
  region: string;
  /** `ec2:CreateTags` */
  action: string;
  allowed: boolean | null;
  problem?: Problem;
};

export type TaggingPlan = {
  /** Names the plan; the job that is started from it has the same id. */
  id: string;
  /** Of everything that the plan would do. A start has to name it: what was reviewed is what is done. */
  hash: string;
  action: TaggingAction;
  tag: TagSpec;
  readAt: string;
  /** After that it is too old to be started. */
  validUntil: string;
  /** The job that this would undo. */
  undoOf: string | null;
  /** One entry per requested node, in request order, duplicates collapsed onto the first. */
  nodes: readonly PlannedNode[];
  /** One per account, region and kind of write that the plan needs. */
  dryRuns: readonly DryRun[];
  /** Whether the number of nodes to change has to be typed before it may start. */
  confirm: { required: boolean; count: number };
  /** Whether a reference (ticket, case number) has to be given. */
  referenceRequired: boolean;
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

/**
 * - `queued`: started, and waiting for a worker. `applying`: a worker is at it.
 * - `paused`: nothing is sent until it is resumed. `done`, `cancelled`: nothing will change any more.
 */
export type TaggingJobState = "queued" | "applying" | "paused" | "done" | "cancelled";

/** Reach for a limited time: who answers for it, and when it is taken back. */
export type Incident = { owner: string; expiresAt: string };

/** What a person gives with the start of a job. */
export type JobPurpose = {
  reason: string;
  /** Ticket or case number; "" where none was given. */
  reference: string;
  incident: Incident | null;
};

/** A job without its outcomes. */
export type JobSummary = JobPurpose & {
  id: string;
  action: TaggingAction;
  tag: TagSpec;
  state: TaggingJobState;
  /** What somebody has asked of it that it has not come to yet. */
  asked: "pause" | "cancel" | null;
  actor: Actor;
  /** When its plan was made, when somebody started it, when it ended. */
  createdAt: string;
  startedAt: string;
  finishedAt: string | null;
  undoOf: string | null;
  /** The latest job that undoes this one; for an incident also the one that took it back at its end. */
  undoneBy: string | null;
  /** What it waits for just now: credentials, the database, AWS. It goes on by itself. */
  trouble: Problem | null;
  total: number;
  counts: Readonly<Record<OutcomeState, number>>;
};

export type TaggingJob = JobSummary & {
  /** One per requested node, in request order. */
  outcomes: readonly TaggingOutcome[];
};

/** A line of a job's event stream: its summary, and the outcomes that changed since the line before. */
export type TaggingEvent = JobSummary & {
  changed: readonly { at: number; outcome: TaggingOutcome }[];
};
