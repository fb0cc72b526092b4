import "server-only";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import type { CellWork } from "./cell-work.ts";
import { holdsTag } from "./goal.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { notVisibleYet } from "./tagging-problems.ts";
import { writeStep } from "./write-step.ts";

/**
 * Sends everything that a cell's runs need, creates before deletes. A spelling is only taken off a node on which the
 * right tag was seen: whoever stops us in between leaves the node in reach. What was done is verified afterwards.
 */
export async function applyCell(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const creating = runs.filter((run) => stepsOf(run, "create").length > 0);
  await writeStep(work, { op: "create", ...work.tag }, creating);
  await awaitRightTag(
    work,
    creating.filter((run) => run.progress === "open"),
  );
  for (const [step, group] of groupByDelete(runs)) await writeStep(work, step, group);
}

async function awaitRightTag(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const isSeen = (run: NodeRun): boolean => run.after !== null && holdsTag(run.after, work.tag);
  const unseen = await readBack(
    work,
    runs,
    (run, tags) => {
      run.after = readTagState(tags, work.tag);
      return isSeen(run);
    },
    async () => undefined,
  );
  for (const [run, unread] of unseen) endRun(run, "left", unread ?? notVisibleYet());
}

/** The deletes of all runs, each with the runs that need it. */
function groupByDelete(runs: readonly NodeRun[]): Iterable<[TagStep, NodeRun[]]> {
  const groups = new Map<string, [TagStep, NodeRun[]]>();
  for (const run of runs) {
    for (const step of stepsOf(run, "delete")) {
      const key = JSON.stringify([step.key, step.value]);
      const group = groups.get(key) ?? [step, []];
      group[1].push(run);
      groups.set(key, group);
    }
  }
  return groups.values();
}

function stepsOf(run: NodeRun, op: TagStep["op"]): readonly TagStep[] {
  return run.steps.filter((step) => step.op === op);
}
