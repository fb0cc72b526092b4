import "server-only";
import type { Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { CellWork } from "./cell-work.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import type { NodeRun } from "./node-run.ts";
import { pause } from "./pause.ts";
import { readNodeTags } from "./read-nodes.ts";

const IDS_PER_READ = 200;
const READS_AT_ONCE = 4;

/**
 * Reads the tags of runs again and again, with growing waits, until `isSettled` has said yes to each or patience runs
 * out; answers those that are left, each with why its last reading failed, if it did. `onSettled` is told of each batch
 * that was settled.
 */
export async function readBack(
  { cell, patience }: CellWork,
  runs: readonly NodeRun[],
  isSettled: (run: NodeRun, tags: Tags) => boolean,
  onSettled: (runs: readonly NodeRun[]) => Promise<void>,
): Promise<ReadonlyMap<NodeRun, Problem | undefined>> {
  const open = new Map<NodeRun, Problem | undefined>(runs.map((run) => [run, undefined]));
  // Not the job's signal: a cancelled job still has to know what it did, and this ends by itself.
  const { signal } = new AbortController();
  for (const waitMs of [0, ...patience.visibleMs]) {
    if (open.size === 0) break;
    if (waitMs > 0) await pause(waitMs);
    await inParallel(chunksOf([...open.keys()], IDS_PER_READ), READS_AT_ONCE, async (chunk) => {
      const ids = chunk.map((run) => run.id);
      const reads = await readNodeTags(cell, ids, signal);
      const settled = chunk.filter((run) => {
        const read = reads.get(run.id);
        open.set(run, read?.ok ? undefined : read?.problem);
        return read?.ok && isSettled(run, read.tags);
      });
      for (const run of settled) open.delete(run);
      if (settled.length > 0) await onSettled(settled);
    });
  }
  return open;
}
