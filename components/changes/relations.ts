import type { JobSummary } from "#lib/domain/tagging.ts";
import { isOpen } from "./job-words.ts";

/** Another job that a job has to do with; `job` null where it is not among those that were read. */
export type Relation = { id: string; job: JobSummary | null };

export type Relations = { undoes: Relation | null; undoneBy: Relation | null };

/** What a job undoes and what undoes it, as far as the jobs that were read tell; they are newest first. */
export function relationsOf({ id, undoOf, undoneBy }: JobSummary, jobs: readonly JobSummary[]): Relations {
  const find = (wanted: string): Relation => ({ id: wanted, job: jobs.find((job) => job.id === wanted) ?? null });
  // A job that was just started may be known before the one that it undoes was read again.
  const undoing = jobs.find((job) => job.undoOf === id)?.id ?? undoneBy;
  return { undoes: undoOf === null ? null : find(undoOf), undoneBy: undoing === null ? null : find(undoing) };
}

/** Whether what undoes a job has done so, or may yet: one that was called off or failed on nodes leaves something to undo. */
export function isUndone(undoneBy: Relation | null): boolean {
  if (undoneBy === null) return false;
  const { job } = undoneBy;
  return job === null || isOpen(job) || (job.state === "done" && job.counts.failed + job.counts.written === 0);
}
