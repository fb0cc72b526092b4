import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingJob, TaggingJobState, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { TaggingRequest } from "./tagging-request.ts";

/** A job without its outcomes. */
export type JobSummary = Omit<TaggingJob, "outcomes"> & { total: number };

export type NewJob = TaggingRequest & {
  tag: TaggingJob["tag"];
  /** A key that the client chose: the same key with the same request is the same job. */
  idempotencyKey: string | null;
};

export type AddedJob = { ok: true; id: string; isNew: boolean } | { ok: false; problem: Problem & { status: number } };

export type ChangedOutcome = { at: number; outcome: TaggingOutcome };

/** What happened to a job since its watcher was last told. */
export type JobNews = { changedAt: readonly number[]; isCancelRequested: boolean };

/**
 * Where jobs are kept: the one layer that knows whether a job outlives the process. A change has been kept when its
 * promise resolves; nothing else about a job is remembered anywhere.
 */
export type JobStore = {
  /** Adds a job in state `planning` with one pending outcome per node; nodes are expected to be distinct. */
  add(job: NewJob): Promise<AddedJob>;
  find(id: string): Promise<TaggingJob | undefined>;
  /** Newest first. */
  list(): Promise<readonly JobSummary[]>;
  setState(id: string, state: TaggingJobState): Promise<void>;
  setOutcomes(id: string, changed: readonly ChangedOutcome[]): Promise<void>;
  /** Asks the job to stop; it ends by itself. False where it has ended, or is not known. */
  requestCancel(id: string): Promise<boolean>;
  /** Calls back after every change, and once at once. The answer ends that. */
  watch(id: string, onNews: (news: JobNews) => void): () => void;
};

/** True once nothing about the job will change any more. */
export function isFinished(state: TaggingJobState): boolean {
  return state === "done" || state === "cancelled";
}

export function noSuchJob(): Problem & { status: number } {
  return {
    status: 404,
    code: "no-such-job",
    title: "There is no such tagging job.",
    remedy: "Jobs are forgotten when the server stops, and the oldest ones when there are many.",
  };
}

export function alreadyEnded(): Problem & { status: number } {
  return { status: 409, code: "job-ended", title: "The job has already ended." };
}
