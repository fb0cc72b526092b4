import type { JobSummary, TaggingJob, TaggingPlan } from "#lib/domain/tagging.ts";
import type { Patience } from "#lib/tagging/tagging-estate.ts";
import type { TaggingRequest } from "#lib/tagging/tagging-request.ts";
import type { EstateAddress } from "./stand-in-estate.ts";

export type WorkerSettings = {
  estate: EstateAddress;
  patience: Partial<Patience>;
  /** Takes jobs from the queue; without it only plans, starts and answers. */
  works: boolean;
  tellDurable: boolean;
  /** Ends the process at this moment; null: never. */
  endAt: Moment | null;
  /** From this moment on its disk is full: it makes the file that says so. null: never. */
  fullAt: Moment | null;
};

/** Right before or after a transaction of a job is kept: the so many-th, of all or of those of a name (`intend after`). */
export type Moment = { count: number; name?: string };

export type ToWorker = { plan: TaggingRequest } | { start: string } | { find: string } | { summary: string } | { follow: string };

export type FromWorker =
  | { ready: true }
  | { durable: string }
  | { planned: TaggingPlan }
  | { started: string }
  | { job: TaggingJob | null }
  | { summary: JobSummary | null }
  | { following: string }
  /** A line of the stream of a job that is followed: its trouble, and the nodes that are verified from now on. */
  | { trouble: string | null; verified: readonly string[] }
  | { failed: string };
