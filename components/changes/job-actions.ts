import type { JobSummary } from "#lib/domain/tagging.ts";
import { isOpen } from "./job-words.ts";

/** What one can do about a job as it stands. */
export type JobActions = {
  pause: boolean;
  resume: boolean;
  cancel: boolean;
  undo: boolean;
};

/** Nodes that a job wrote to can be put back once it has ended; what was undone already is undone through its undo. */
export function jobActions(job: Pick<JobSummary, "state" | "asked" | "counts">, { undone }: { undone: boolean }): JobActions {
  const { state, asked, counts } = job;
  const open = isOpen(job);
  return {
    pause: (state === "queued" || state === "applying") && asked === null,
    resume: state === "paused" && asked === null,
    cancel: open && asked !== "cancel",
    undo: !open && counts.verified + counts.written + counts.failed > 0 && !undone,
  };
}
