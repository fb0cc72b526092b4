import type { Actor } from "#lib/domain/actor.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type {
  DryRun,
  JobPurpose,
  JobSummary,
  OutcomeState,
  PlannedNode,
  TaggingAction,
  TaggingJob,
  TaggingOutcome,
  TaggingTarget,
  TagStep,
} from "#lib/domain/tagging.ts";

/** One call to AWS within an attempt, and the nodes that it was for. */
export type AttemptCall = {
  step: TagStep;
  nodes: readonly string[];
  result: "accepted" | "refused" | "uncertain";
  requestId: string;
  problem?: Problem;
};

/** A plan as it is kept until somebody starts it. */
export type NewPlan = {
  id: string;
  hash: string;
  action: TaggingAction;
  tag: TagSpec;
  actor: Actor;
  undoOf: string | null;
  createdAt: Date;
  validUntil: Date;
  nodes: readonly PlannedNode[];
  dryRuns: readonly DryRun[];
};

/** What is checked before a plan is started. */
export type PlanHead = Omit<NewPlan, "nodes"> & { change: number; total: number; state: "planned" | JobSummary["state"] };

export type StartJob = JobPurpose & {
  actor: Actor;
  /** A key that the client chose: the same key starts one job, and is refused for another plan. */
  idempotencyKey: string | null;
  /** The incident whose end this job is. */
  expiryOf: string | null;
};

export type StartedJob =
  | { result: "started" | "started-before"; id: string }
  | { result: "no-such-plan" | "key-reused" | "expired-before"; id: null };

export type ChangedOutcome = { at: number; outcome: TaggingOutcome };

/** What a worker is told at every durable step. */
export type JobOrders = { asked: "pause" | "cancel" | null };

/** A node of a job, as a worker takes it up: afresh, or where another worker left it. */
export type StoredNode = TaggingTarget & {
  at: number;
  plan: PlannedNode["plan"];
  state: OutcomeState;
  before: TagReading | null;
  goal: readonly TagSpec[] | null;
  after: TagReading | null;
  problem: Problem | null;
  requestIds: readonly string[];
  /** A write for it was about to be sent, maybe sent: what is on the node by now may be ours. */
  intended: boolean;
};

/** Another worker has the job by now. Whoever catches this stops at once and writes nothing more anywhere. */
export class LostJob extends Error {
  override readonly name = "LostJob";
}

/**
 * One worker's hold on a job. Every method is one transaction that fails with LostJob where another worker has taken
 * the job since, and is kept when it resolves.
 */
export type JobRun = {
  readonly job: JobSummary;
  readonly nodes: readonly StoredNode[];
  /**
   * Before anything is sent for these places: keeps that it is about to be, and claims the nodes. Those that another
   * job is at just now are in `busy`, with that job's id; nothing may be sent for them.
   */
  intend(
    cell: { account: string; region: string },
    places: readonly number[],
  ): Promise<{ attempt: string; claimed: readonly number[]; busy: ReadonlyMap<number, string>; orders: JobOrders }>;
  /** After AWS has answered: the calls, and the outcomes as far as they are known. Adds an audit record per call. */
  answered(attempt: string, calls: readonly AttemptCall[], changed: readonly ChangedOutcome[]): Promise<JobOrders>;
  /** Outcomes; for those that are final an audit record each, and their claims are given back. */
  settle(changed: readonly ChangedOutcome[]): Promise<JobOrders>;
  /** What the job waits for, or null once it does not. */
  setTrouble(trouble: Problem | null): Promise<JobOrders>;
  /** What was asked since. Takes no part in anything durable. */
  orders(): Promise<JobOrders>;
  /** Ends this hold: the job is done, cancelled or paused. With `done` and `cancelled` an audit record. */
  end(state: "done" | "cancelled" | "paused"): Promise<void>;
};

/** Where jobs are kept. Nothing about a job is remembered anywhere else. */
export type JobStore = {
  savePlan(plan: NewPlan): Promise<void>;
  findPlan(id: string): Promise<PlanHead | undefined>;
  /** Turns a plan into a job, with an audit record, and hands it to the queue, in one transaction. */
  start(id: string, start: StartJob): Promise<StartedJob>;
  find(id: string): Promise<TaggingJob | undefined>;
  /** A job without its outcomes. */
  summary(id: string): Promise<JobSummary | undefined>;
  /** Newest first, `limit` at most; `before` the id of the last one seen. Plans are not jobs. */
  list(page: { limit: number; before?: string }): Promise<readonly JobSummary[]>;
  /** The job as it is, its version, and every outcome that changed after a version; with -1 all of them. */
  changesSince(
    id: string,
    version: number,
  ): Promise<{ job: JobSummary; version: number; changed: readonly ChangedOutcome[] } | undefined>;
  /** False where the job has ended, is not known, or is not in a state for it. Resuming hands it to the queue again. */
  ask(id: string, what: "pause" | "resume" | "cancel", actor: Actor): Promise<boolean>;
  /** Takes a job for this worker: every hold from before is lost. undefined: it has ended, is paused or not known. */
  take(id: string): Promise<JobRun | undefined>;
  /** What a finished job left on nodes that it wrote to, for its undo: in its order. */
  writtenNodes(id: string): Promise<readonly StoredNode[]>;
  /** Incidents whose time has come and that nothing has taken back yet. */
  dueIncidents(now: Date): Promise<readonly JobSummary[]>;
  /** Incidents that still hold, soonest end first. */
  openIncidents(): Promise<readonly JobSummary[]>;
  /** Unstarted plans from before a moment are forgotten; answers how many. */
  forgetPlans(before: Date): Promise<number>;
};

/** True once nothing about the job will change any more. */
export function isFinished(state: JobSummary["state"]): boolean {
  return state === "done" || state === "cancelled";
}

export function noSuchJob(): Problem & { status: number } {
  return { status: 404, code: "no-such-job", title: "There is no such tagging job." };
}

/** True for what can be the id of a plan or job; the database takes no other text for one. */
export function isJobId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** For an order that a job in its state cannot follow. */
export function notInThatState({ state }: JobSummary, order: "pause" | "resume" | "cancel"): Problem & { status: number } {
  if (isFinished(state)) return { status: 409, code: "job-ended", title: "The job has already ended." };
  const title = order === "resume" ? "The job is not paused." : "The job cannot do that just now.";
  return { status: 409, code: "wrong-state", title, remedy: "Look at the job again." };
}
