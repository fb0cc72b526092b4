import "server-only";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { CellWork } from "./cell-work.ts";
import { reachesGoal } from "./goal.ts";
import { groupTargets } from "./group-targets.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import { type ChangedOutcome, type JobRun, type JobStore, LostJob, type StoredNode } from "./job-store.ts";
import { JobWork } from "./job-work.ts";
import { type NodeRun, toOutcome } from "./node-run.ts";
import { readBack } from "./read-back.ts";
import { runCell } from "./run-cell.ts";
import { NODES_PER_CHUNK } from "./run-chunk.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import { cancelled } from "./tagging-problems.ts";

const CELLS_AT_ONCE = 8;

/** Reading back what a cancelled job may have sent. */
const LAST_LOOK_MS = [300, 700, 1500];

/**
 * Takes a job up, afresh or where another worker left it, and takes every node to its outcome. Everything that is to be
 * remembered is in the store before the next thing is done: whoever ends the process at any moment loses nothing.
 * Returns when the job has ended, is paused, or is another worker's. Rejects where the store fails: then the job is as it
 * was kept last, and the queue hands it out again.
 */
export async function runJob(estate: TaggingEstate, store: JobStore, id: string): Promise<void> {
  const run = await store.take(id);
  if (run === undefined) return;
  try {
    await runTaken(estate, run);
  } catch (error) {
    if (!(error instanceof LostJob)) throw error;
  }
}

async function runTaken(estate: TaggingEstate, run: JobRun): Promise<void> {
  const job = new JobWork(estate, run);
  job.note({ asked: run.job.asked });
  const { cells, lost } = findWork(job);
  if (lost.length > 0) await run.settle(lost);
  const done = new AbortController();
  const looking = job.lookForOrders(done.signal);
  try {
    await inParallel(cells, CELLS_AT_ONCE, ({ work, runs }) => runCell(work, runs));
    if (job.asked === "cancel") await inParallel(cells, CELLS_AT_ONCE, ({ work, runs }) => endCancelled(work, runs));
  } finally {
    done.abort();
    await looking;
  }
  const isLeft = cells.some(({ runs }) => runs.some(isOpen));
  if (job.asked === "cancel") await run.end(isLeft ? "cancelled" : "done");
  else await run.end(isLeft ? "paused" : "done");
}

type CellRuns = { work: CellWork; runs: readonly NodeRun[] };

/** What is left to do, by cell; and the nodes of accounts and regions that the configuration has lost since the plan. */
function findWork(job: JobWork): { cells: readonly CellRuns[]; lost: readonly ChangedOutcome[] } {
  const todo = job.run.nodes.filter((node) => node.plan === "change" && (node.state === "pending" || node.state === "written"));
  const { targets, refused, cells } = groupTargets(todo, job.estate.known);
  const nodeAt = (place: number): StoredNode => {
    const node = targets[place];
    if (node === undefined) throw new RangeError(`no node ${place}`);
    return node;
  };
  return {
    cells: cells.map(({ account, region, targets: inCell }) => ({
      work: { job, cell: job.estate.clients(account, region), givenUp: undefined, unanswered: 0 },
      runs: inCell.map((target) => toRun(nodeAt(target.at), { account, region, id: target.id })),
    })),
    lost: refused.map(({ at, problem }) => {
      const { account, region, id, before, requestIds, at: place } = nodeAt(at);
      return { at: place, outcome: { account, region, id, state: "failed", before, after: null, requestIds, problem } };
    }),
  };
}

function toRun(node: StoredNode, key: NodeKey): NodeRun {
  const { before, goal } = node;
  if (before === null || goal === null) throw new Error(`Node ${node.at} is to be changed, and nobody kept from what to what.`);
  const isSent = node.state === "written";
  return {
    ...key,
    at: node.at,
    before,
    goal,
    wasIntended: node.intended,
    progress: isSent ? "sent" : "open",
    steps: [],
    isTouched: isSent,
    problem: undefined,
    after: node.after,
    requestIds: [...node.requestIds],
  };
}

function isOpen({ progress }: NodeRun): boolean {
  return progress === "open" || progress === "waiting";
}

/** Nobody goes on with a cancelled job: what an earlier worker may have sent is looked at once more, the rest is skipped. */
async function endCancelled(work: CellWork, runs: readonly NodeRun[]): Promise<void> {
  const open = runs.filter(isOpen);
  const seen = new Set<NodeRun>();
  const maybeSent = open.filter((run) => run.wasIntended);
  await inParallel(chunksOf(maybeSent, NODES_PER_CHUNK), 1, async (chunk) => {
    await readBack(work, chunk, {
      waitsMs: LAST_LOOK_MS,
      isSettled: (run, now) => reachesGoal(run.goal, now),
      onSettled: async (settled) => {
        for (const run of settled) seen.add(run);
      },
    });
  });
  const changed = open.map((run) => {
    run.problem = seen.has(run) ? undefined : cancelled("The node was not changed.");
    return { at: run.at, outcome: toOutcome(run, seen.has(run) ? "verified" : "skipped") };
  });
  if (changed.length > 0) await work.job.run.settle(changed);
}
