import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { kindOf } from "#lib/domain/ids.ts";
import type { CellWork } from "./cell-work.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import { endRun, type NodeRun } from "./node-run.ts";
import { NODES_PER_CHUNK, runChunk } from "./run-chunk.ts";
import { heldByOther } from "./tagging-problems.ts";
import { verify } from "./verify.ts";

/**
 * Chunks under way at once in one cell. Most of them wait for AWS to show what was written; with AWS a quarter of a
 * second away this uses what its token buckets give.
 */
const CHUNKS_AT_ONCE = 8;

/** Each hybrid node is a call of its own; small chunks keep what one restart could send again small. */
const HYBRIDS_PER_CHUNK = 20;

/** Takes every run of a cell to its outcome, or to where a later worker goes on once nothing more may be sent. */
export async function runCell(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  if (work.job.halt.aborted) {
    // Whatever was sent before is seen to its end all the same.
    await verify(
      work,
      runs.filter((run) => run.progress === "sent"),
    );
    return;
  }
  const instances = runs.filter((run) => kindOf(run.id) === "ec2");
  const hybrids = runs.filter((run) => kindOf(run.id) === "hybrid");
  const [first = [], ...others] = chunksOf(instances, NODES_PER_CHUNK);
  const busy: NodeRun[] = [];
  // The first chunk goes alone: where nothing may be tagged, that is found out once and not by every chunk.
  if (first.length > 0) busy.push(...(await runChunk(work, first, true)));
  await inParallel([...others, ...chunksOf(hybrids, HYBRIDS_PER_CHUNK)], CHUNKS_AT_ONCE, async (chunk) => {
    if (mayGoOn(work)) busy.push(...(await runChunk(work, chunk)));
  });
  await runBusy(work, busy);
  const { givenUp } = work;
  if (givenUp === undefined) return;
  const left = runs.filter((run) => run.progress === "open");
  for (const run of left) endRun(run, "left", givenUp);
  await verify(work, left);
}

/** Nodes that another job was at: as soon as it lets go of them, their tag is looked at again like any other. */
async function runBusy(work: CellWork, busy: readonly NodeRun[]): Promise<void> {
  const { heldEveryMs, heldMs } = work.job.estate.patience;
  let left = busy;
  for (let waitedMs = 0; left.length > 0 && waitedMs < heldMs && mayGoOn(work); waitedMs += heldEveryMs) {
    await wait(heldEveryMs, undefined, { signal: work.job.halt }).catch(() => undefined);
    if (!mayGoOn(work)) return;
    const still: NodeRun[] = [];
    for (const chunk of chunksOf(left, NODES_PER_CHUNK)) still.push(...(await runChunk(work, chunk)));
    left = still;
  }
  if (left.length === 0 || !mayGoOn(work)) return;
  for (const run of left) endRun(run, "left", heldByOther());
  await verify(work, left);
}

function mayGoOn({ job, givenUp }: CellWork): boolean {
  return !job.halt.aborted && givenUp === undefined;
}
