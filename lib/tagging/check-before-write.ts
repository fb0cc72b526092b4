import "server-only";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { CellWork } from "./cell-work.ts";
import { isOurs, isSameReading, reachesGoal, stepsTo } from "./goal.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { readSpellings } from "./read-spellings.ts";
import { changedMeanwhile } from "./tagging-problems.ts";

/** How long a write that may have been sent before a restart is waited for, before it is sent again. */
const MAYBE_SENT_MS = [200, 400, 800, 1600];

/**
 * Reads the tag of runs once more, right before anything is written, and says for each what is left to be sent. One that
 * is as wanted already is `reached`; one that somebody else has changed since the plan is left alone.
 */
export async function checkBeforeWrite(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  await waitForEarlierWrites(
    work,
    runs.filter((run) => run.wasIntended),
  );
  const open = runs.filter((run) => run.progress === "open");
  if (open.length === 0) return;
  const readOf = await readSpellings(work, open, work.job.halt);
  for (const run of open) {
    const read = readOf(run);
    if (!read.ok) {
      if (work.job.halt.aborted) run.progress = "waiting";
      else endRun(run, "left", read.problem);
      continue;
    }
    const { reading } = read;
    run.after = reading;
    if (reachesGoal(run.goal, reading)) run.progress = "reached";
    else if (isAsExpected(run, reading)) run.steps = stepsTo(run.goal, reading.found);
    else endRun(run, "left", changedMeanwhile(run.before, reading));
  }
}

/** Before anything was sent the node has to be just as planned; after that it can be anywhere on our way. */
function isAsExpected({ wasIntended, before, goal }: NodeRun, now: TagReading): boolean {
  return wasIntended ? isOurs(now, before.found, goal) : isSameReading(now.found, before.found);
}

/** An earlier worker may have sent for these just before it ended; AWS shows that a moment later. */
async function waitForEarlierWrites(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  if (runs.length === 0) return;
  await readBack(work, runs, {
    waitsMs: MAYBE_SENT_MS,
    isSettled: (run, reading) => {
      const isReached = reachesGoal(run.goal, reading);
      if (isReached) run.progress = "reached";
      return isReached;
    },
    onSettled: async () => undefined,
  });
}
