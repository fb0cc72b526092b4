import "server-only";
import type { CellWork } from "./cell-work.ts";
import { isOurs, reachesGoal } from "./goal.ts";
import { endRun, finalState, type NodeRun, toOutcome } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { cancelled, changedMeanwhile, notVisibleYet } from "./tagging-problems.ts";

/**
 * Ends every run of a chunk with an outcome, but for those that a later worker goes on with. Whatever was sent for is read
 * back: only a node that is seen as planned is `verified`, and what AWS accepted but does not show in time stays
 * `written`, with a problem. A write without a clear answer is waited for like an accepted one, since it may have been
 * done; a refused one is read once, for what is on the node now.
 */
export async function verify(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const { job } = work;
  const needsReading = (run: NodeRun): boolean => run.isTouched || run.progress === "refused";
  await settle(
    work,
    runs.filter((run) => !needsReading(run)),
  );
  const unseen = await readBack(work, runs.filter(needsReading), {
    waitsMs: job.estate.patience.visibleMs,
    isSettled: (run, now) => {
      if (reachesGoal(run.goal, now)) return true;
      const isAwaited = run.progress === "sent" || run.progress === "uncertain";
      if (!isAwaited || isOurs(now, run.before.found, run.goal)) return !isAwaited;
      endRun(run, "left", changedMeanwhile(run.before, now));
      return true;
    },
    onSettled: (settled) => settle(work, settled),
  });
  for (const [run, unread] of unseen) run.problem ??= unread ?? notVisibleYet();
  await settle(work, [...unseen.keys()]);
}

async function settle({ job }: CellWork, runs: readonly NodeRun[]): Promise<void> {
  if (job.asked === "cancel") for (const run of runs) endHalfDone(run);
  const changed = runs.flatMap((run) => {
    const state = finalState(run);
    return state === null ? [] : [{ at: run.at, outcome: toOutcome(run, state) }];
  });
  if (changed.length > 0) job.note(await job.run.settle(changed));
}

/** Of a cancelled job nobody goes on with what was begun. */
function endHalfDone(run: NodeRun): void {
  if (run.progress === "waiting" && run.isTouched) {
    endRun(run, "left", cancelled("The right tag was written; the other spelling is still there."));
  }
}
