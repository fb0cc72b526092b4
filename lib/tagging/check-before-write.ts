import "server-only";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import type { CellWork } from "./cell-work.ts";
import { holdsTag, isSameReading, reachesGoal } from "./goal.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { readNodeTags, type TagsRead } from "./read-nodes.ts";
import { cancelled, changedMeanwhile } from "./tagging-problems.ts";

/**
 * The runs for which a step may be sent now; the others are ended with the reason. The tags are read once more right
 * before a write that could overwrite a value (a create) or take a spelling away before the right tag is there (a
 * delete of “normalise”). A delete of “untag” needs no reading: it names the value, and AWS takes away nothing else.
 */
export async function checkBeforeWrite(work: CellWork, step: TagStep, runs: readonly NodeRun[]): Promise<readonly NodeRun[]> {
  if (step.op === "delete" && work.action === "untag") return runs;
  if (work.cancel.aborted || work.halted) return runs;
  const reads = await readNodeTags(
    work.cell,
    runs.map((run) => run.id),
    work.cancel,
  );
  return runs.filter((run) => mayWrite(work, step, run, reads.get(run.id)));
}

function mayWrite({ action, tag, cancel }: CellWork, step: TagStep, run: NodeRun, read: TagsRead | undefined): boolean {
  if (read === undefined) throw new Error(`Nothing was read of ${run.id}`);
  if (!read.ok) {
    endRun(run, "left", cancel.aborted ? cancelled("It was not sent.") : read.problem);
    return false;
  }
  const now = readTagState(read.tags, tag);
  run.after = now;
  if (reachesGoal(action, now)) {
    run.progress = "reached";
    return false;
  }
  const isAsExpected = step.op === "create" ? isSameReading(now, run.before) : holdsTag(now, tag);
  if (!isAsExpected) endRun(run, "left", changedMeanwhile(run.before, now));
  return isAsExpected;
}
