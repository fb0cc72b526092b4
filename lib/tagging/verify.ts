import "server-only";
import type { Tags } from "#lib/domain/node.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { OutcomeState } from "#lib/domain/tagging.ts";
import type { CellWork } from "./cell-work.ts";
import { isForeign, reachesGoal } from "./goal.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { changedMeanwhile, notVisibleYet } from "./tagging-problems.ts";

/**
 * Ends every run of a cell with an outcome. Whatever was sent for is read back: only a node that is seen as the action
 * wants it is `verified`, and what AWS accepted but does not show in time stays `written`, with a problem. A write
 * without a clear answer is waited for like an accepted one, since it may have been done; a refused one is read once,
 * for what is on the node now.
 */
export async function verify(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  await record(
    work,
    runs.filter((run) => !wasSent(run)),
  );
  const unseen = await readBack(
    work,
    runs.filter(wasSent),
    (run, tags) => isSettled(work, run, tags),
    (settled) => record(work, settled),
  );
  for (const [run, unread] of unseen) run.problem ??= unread ?? notVisibleYet();
  await record(work, [...unseen.keys()]);
}

function wasSent(run: NodeRun): boolean {
  return run.stepsDone > 0 || run.progress === "refused" || run.progress === "uncertain";
}

function isSettled(work: CellWork, run: NodeRun, tags: Tags): boolean {
  const { account, region, id, before } = run;
  const now = readTagState(tags, work.tag);
  run.after = now;
  work.onTagsRead({ account, region, id }, tags);
  if (reachesGoal(work.action, now)) return true;
  const isAwaited = run.progress === "sent" || run.progress === "uncertain";
  if (!isAwaited || !isForeign(now, before, work.tag)) return !isAwaited;
  endRun(run, "left", changedMeanwhile(before, now));
  return true;
}

async function record(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  for (const [state, group] of Map.groupBy(runs, (run) => finalState(work, run))) await work.record(group, state);
}

function finalState({ action }: CellWork, run: NodeRun): OutcomeState {
  if (run.after !== null && reachesGoal(action, run.after)) return run.progress === "reached" ? "already" : "verified";
  if (run.progress === "sent") return "written";
  return run.stepsDone === 0 && run.problem?.code === "cancelled" ? "skipped" : "failed";
}
