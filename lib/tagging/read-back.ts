import "server-only";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { CellWork } from "./cell-work.ts";
import type { NodeRun } from "./node-run.ts";
import { pause } from "./pause.ts";
import { readSpellings } from "./read-spellings.ts";

export type ReadBack = {
  /** Waits before the second and each further reading, in milliseconds. */
  waitsMs: readonly number[];
  isSettled: (run: NodeRun, reading: TagReading) => boolean;
  /** Told of each batch that was settled. */
  onSettled: (runs: readonly NodeRun[]) => Promise<void>;
};

/**
 * Reads the tag on runs of one chunk again and again, with growing waits, until `isSettled` has said yes to each or the
 * waits run out; answers those that are left, each with why its last reading failed, if it did.
 */
export async function readBack(
  work: CellWork,
  runs: readonly NodeRun[],
  { waitsMs, isSettled, onSettled }: ReadBack,
): Promise<ReadonlyMap<NodeRun, Problem | undefined>> {
  const open = new Map<NodeRun, Problem | undefined>(runs.map((run) => [run, undefined]));
  // Not the job's signal: a job that is told to stop still has to know what it did, and this ends by itself.
  const { signal } = new AbortController();
  for (const waitMs of [0, ...waitsMs]) {
    if (open.size === 0) break;
    if (waitMs > 0) await pause(waitMs);
    const left = [...open.keys()];
    const readOf = await readSpellings(work, left, signal);
    const settled = left.filter((run) => {
      const read = readOf(run);
      open.set(run, read.ok ? undefined : read.problem);
      if (read.ok) run.after = read.reading;
      return read.ok && isSettled(run, read.reading);
    });
    for (const run of settled) open.delete(run);
    if (settled.length > 0) await onSettled(settled);
  }
  return open;
}
