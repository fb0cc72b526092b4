import "server-only";
import { kindOf } from "#lib/domain/ids.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import type { CellWork } from "./cell-work.ts";
import { checkBeforeWrite } from "./check-before-write.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { probeRefusal } from "./probe-refusal.ts";
import { type IdResult, type SendResult, sendIsolating } from "./send-isolating.ts";
import { IDS_PER_WRITE, sendWrite } from "./send-write.ts";
import { cancelled, notSent } from "./tagging-problems.ts";

/** Chunks under way at once in one cell. With AWS a quarter of a second away this uses what its token bucket gives. */
const CHUNKS_AT_ONCE = 4;

/** Writes in a row without an answer after which a cell is given up. */
const PATIENT_WRITES = 2;

type Send = (runs: readonly NodeRun[]) => Promise<SendResult>;

/** The step under way: `todo` are the runs that it has not been answered for. */
type StepWork = { work: CellWork; step: TagStep; todo: Set<NodeRun>; send: Send };

/**
 * Sends one step for those runs that are still open, in chunks, and sets each run's progress to how it ended. Runs of
 * which every step was accepted are recorded as written.
 */
export async function writeStep(work: CellWork, step: TagStep, runs: readonly NodeRun[]): Promise<void> {
  const open = runs.filter((run) => run.progress === "open");
  const instances = open.filter((run) => kindOf(run.id) === "ec2");
  const hybrids = open.filter((run) => kindOf(run.id) === "hybrid");
  const [first = [], ...others] = chunksOf(instances, IDS_PER_WRITE);
  const stepWork: StepWork = { work, step, todo: new Set(open), send: sender(work, step) };
  // The first chunk goes alone: where nothing may be tagged, that is found out once and not by every chunk.
  await writeFirstChunk(stepWork, first, instances);
  await inParallel([...others, ...chunksOf(hybrids, 1)], CHUNKS_AT_ONCE, (chunk) => writeChunk(stepWork, chunk));
}

async function writeChunk(stepWork: StepWork, chunk: readonly NodeRun[], answered?: SendResult): Promise<void> {
  const { work, step, send } = stepWork;
  const ready = answered ? chunk : await checkBeforeWrite(work, step, todoOf(stepWork, chunk));
  await sendIsolating(ready, send, (run, result) => settle(stepWork, run, result), answered);
  await recordSent(work, chunk);
}

async function writeFirstChunk(stepWork: StepWork, chunk: readonly NodeRun[], all: readonly NodeRun[]): Promise<void> {
  const { work, step, send } = stepWork;
  const ready = await checkBeforeWrite(work, step, chunk);
  if (ready.length === 0) return;
  const answer = await send(ready);
  if (answer.result !== "refused" || answer.named.length > 0) return writeChunk(stepWork, ready, answer);

  const probed = await probeRefusal(todoOf(stepWork, all), answer.problem, async (run) => {
    const [checked] = await checkBeforeWrite(work, step, [run]);
    if (checked === undefined) return undefined;
    const alone = await send([checked]);
    settle(stepWork, checked, alone);
    return alone;
  });
  if (probed.tried === 0) return writeChunk(stepWork, ready, answer);
  if (probed.everyOneRefused) {
    const problem = notSent(answer.problem, probed.tried);
    for (const run of todoOf(stepWork, all)) endRun(run, "left", problem);
    return;
  }
  await recordSent(work, all);
  await writeChunk(stepWork, ready);
}

/** Sends a group, unless the job was cancelled or the cell was given up. */
function sender(work: CellWork, step: TagStep): Send {
  let unanswered = 0;
  return async (runs) => {
    if (work.cancel.aborted) return { result: "stopped", problem: cancelled("It was not sent.") };
    if (work.halted) return { result: "stopped", problem: work.halted };
    const result = await sendWrite(
      work.cell,
      step,
      runs.map((run) => run.id),
      work.patience.busyMs,
    );
    const isSilent = result.result === "uncertain" && result.problem.code !== "ConcurrentTagAccess";
    unanswered = isSilent ? unanswered + 1 : 0;
    if (result.result === "stopped" || (isSilent && unanswered >= PATIENT_WRITES)) work.halted = result.problem;
    return result;
  };
}

function settle({ todo }: StepWork, run: NodeRun, answer: IdResult | SendResult): void {
  todo.delete(run);
  if (answer.result === "accepted") {
    run.requestIds.push(answer.requestId);
    run.stepsDone += 1;
    if (run.stepsDone === run.steps.length) run.progress = "sent";
  } else {
    endRun(run, answer.result === "stopped" ? "left" : answer.result, answer.problem);
  }
}

async function recordSent(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const sent = runs.filter((run) => run.progress === "sent");
  if (sent.length > 0) await work.record(sent, "written");
}

function todoOf({ todo }: StepWork, runs: readonly NodeRun[]): NodeRun[] {
  return runs.filter((run) => todo.has(run) && run.progress === "open");
}
