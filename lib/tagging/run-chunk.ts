import "server-only";
import { IDS_PER_SPELLINGS_READ } from "#lib/aws/tag-reads.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { CellWork } from "./cell-work.ts";
import { checkBeforeWrite } from "./check-before-write.ts";
import { valueIn } from "./goal.ts";
import type { AttemptCall } from "./job-store.ts";
import { endRun, type NodeRun, toOutcome } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { readSpellings } from "./read-spellings.ts";
import { changedMeanwhile, notVisibleYet } from "./tagging-problems.ts";
import { verify } from "./verify.ts";
import { writeSteps } from "./write-steps.ts";

/**
 * Nodes in one chunk: as many as one DescribeTags reads. AWS takes 1,000 ids in one CreateTags or DeleteTags and asks for
 * smaller batches.
 */
export const NODES_PER_CHUNK = IDS_PER_SPELLINGS_READ;

/**
 * Takes up to NODES_PER_CHUNK nodes of a cell from their intent to their outcome: keeps that they are about to be
 * written, reads them once more, sends creates, waits until those are seen, sends deletes, and reads back. Answers those
 * that another job is at just now; nothing was sent for them.
 */
export async function runChunk(work: CellWork, runs: readonly NodeRun[], mayProbe = false): Promise<readonly NodeRun[]> {
  // Those were sent, and answered, before a restart.
  const sent = runs.filter((run) => run.progress === "sent");
  const mine = await intend(
    work,
    runs.filter((run) => run.progress === "open"),
  );
  if (mine.claimed.length > 0) {
    await checkBeforeWrite(work, mine.claimed);
    await answered(work, mine.attempt, mine.claimed, await writeSteps(work, mine.claimed, "create", mayProbe));
    await takeAway(work, mine.claimed);
  }
  await verify(work, [...sent, ...mine.claimed]);
  return mine.busy;
}

type Intent = { attempt: string; claimed: readonly NodeRun[]; busy: readonly NodeRun[] };

async function intend({ job, cell }: CellWork, runs: readonly NodeRun[]): Promise<Intent> {
  if (runs.length === 0) return { attempt: "", claimed: [], busy: [] };
  const { account, region } = cell;
  const places = runs.map((run) => run.at);
  const { attempt, claimed, orders } = await job.run.intend({ account, region }, places);
  job.note(orders);
  const ours = new Set(claimed);
  return { attempt, claimed: runs.filter((run) => ours.has(run.at)), busy: runs.filter((run) => !ours.has(run.at)) };
}

/** Keeps what AWS answered: the calls, and the nodes of which every step was accepted. */
async function answered(
  { job }: CellWork,
  attempt: string,
  runs: readonly NodeRun[],
  calls: readonly AttemptCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const called = new Set(calls.flatMap((call) => call.nodes));
  const changed = runs
    .filter((run) => called.has(run.id) && run.isTouched)
    .map((run) => ({ at: run.at, outcome: toOutcome(run, run.progress === "sent" ? "written" : "pending") }));
  job.note(await job.run.answered(attempt, calls, changed));
}

/**
 * Sends the deletes of a chunk, each after everything that was created on its node was seen there: whoever stops us in
 * between leaves the node in reach.
 */
async function takeAway(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const open = runs.filter((run) => run.progress === "open" && run.steps.length > 0);
  if (open.length === 0) return;
  const created = open.filter((run) => run.isTouched);
  const unseen = await readBack(work, created, {
    waitsMs: work.job.estate.patience.visibleMs,
    isSettled: holdsGoal,
    onSettled: async () => undefined,
  });
  for (const [run, unread] of unseen) endRun(run, "left", unread ?? notVisibleYet());
  const { attempt, claimed } = await intend(
    work,
    open.filter((run) => run.progress === "open"),
  );
  await lookBeforeDelete(
    work,
    created.filter((run) => run.progress === "open"),
  );
  if (claimed.every((run) => run.progress !== "open")) return;
  await answered(work, attempt, claimed, await writeSteps(work, claimed, "delete", false));
}

/** The first of a chunk were seen a while before the last: all of them are looked at once more. */
async function lookBeforeDelete(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  if (runs.length === 0) return;
  const readOf = await readSpellings(work, runs, work.job.halt);
  for (const run of runs) {
    const read = readOf(run);
    if (read.ok) run.after = read.reading;
    if (work.job.halt.aborted) run.progress = "waiting";
    else if (!read.ok) endRun(run, "left", read.problem);
    else if (!holdsGoal(run, read.reading)) endRun(run, "left", changedMeanwhile(run.before, read.reading));
  }
}

function holdsGoal({ goal }: NodeRun, now: TagReading): boolean {
  return goal.every((tag) => valueIn(now.found, tag.key) === tag.value);
}
