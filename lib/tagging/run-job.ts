import "server-only";
import type { Problem } from "#lib/domain/problem.ts";
import type { PlannedNode, TaggingOutcome } from "#lib/domain/tagging.ts";
import { applyCell } from "./apply-cell.ts";
import type { CellWork } from "./cell-work.ts";
import type { CellTargets } from "./group-targets.ts";
import { inParallel } from "./in-parallel.ts";
import { isFinished, type JobStore } from "./job-store.ts";
import { type NodeRun, toOutcome } from "./node-run.ts";
import { type PlannedJob, planJob } from "./plan-job.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import { cancelled, internalError } from "./tagging-problems.ts";
import type { TaggingRequest } from "./tagging-request.ts";
import { verify } from "./verify.ts";

const CELLS_AT_ONCE = 8;

/**
 * Runs a job that the store has: reads the tags anew, plans, writes and verifies, and leaves one outcome per node in
 * request order. Cells run side by side and do not wait for each other. Everything that is to be remembered is in the
 * store before the next thing is done. Never rejects: a failure that nobody foresaw ends the job and is logged.
 */
export async function runJob(estate: TaggingEstate, store: JobStore, id: string, request: TaggingRequest): Promise<void> {
  const cancel = new AbortController();
  const unwatch = store.watch(id, ({ isCancelRequested }) => {
    if (isCancelRequested) cancel.abort();
  });
  try {
    const planned = await planJob(estate, request, cancel.signal);
    if (!cancel.signal.aborted) await applyPlan(estate, store, id, planned, cancel.signal);
  } catch (error) {
    console.error(`Tagging job ${id} ended unexpectedly:`, error);
    await endPending(store, id, "failed", internalError());
  } finally {
    unwatch();
  }
  if (cancel.signal.aborted) await endPending(store, id, "skipped", cancelled("The node was not changed."));
  await store.setState(id, cancel.signal.aborted ? "cancelled" : "done");
}

async function applyPlan(
  estate: TaggingEstate,
  store: JobStore,
  id: string,
  { plan, cells }: PlannedJob,
  cancel: AbortSignal,
): Promise<void> {
  const decided = plan.nodes.flatMap((node, at) => (node.plan === "change" ? [] : [{ at, outcome: decidedOutcome(node) }]));
  await store.setOutcomes(id, decided);
  await store.setState(id, "applying");
  const record: CellWork["record"] = (runs, state) =>
    store.setOutcomes(
      id,
      runs.map((run) => ({ at: run.at, outcome: toOutcome(run, state) })),
    );
  let applying = cells.length;
  await inParallel(cells, CELLS_AT_ONCE, async (targets) => {
    const runs = runsOf(targets, plan.nodes);
    const { action, tag } = plan;
    const { patience, onTagsRead } = estate;
    const cell = estate.clients(targets.account, targets.region);
    const work: CellWork = { cell, action, tag, patience, cancel, record, onTagsRead, halted: undefined };
    await applyCell(work, runs);
    applying -= 1;
    if (applying === 0) await store.setState(id, "verifying");
    await verify(work, runs);
  });
}

function runsOf({ account, region, targets }: CellTargets, nodes: readonly PlannedNode[]): NodeRun[] {
  return targets.flatMap(({ at, id }): NodeRun[] => {
    const node = nodes[at];
    if (node?.plan !== "change") return [];
    const { before, steps } = node;
    return [
      { account, region, id, at, before, steps, progress: "open", stepsDone: 0, problem: undefined, after: null, requestIds: [] },
    ];
  });
}

/** A node that AWS would not let us read failed, and can be tried again; one that we decided against is skipped. */
function decidedOutcome({ account, region, id, ...node }: Exclude<PlannedNode, { plan: "change" }>): TaggingOutcome {
  const outcome = { account, region, id, before: node.before, after: node.before, requestIds: [] };
  if (node.plan === "already") return { ...outcome, state: "already" };
  return { ...outcome, state: node.problem.action === undefined ? "skipped" : "failed", problem: node.problem };
}

async function endPending(store: JobStore, id: string, state: "failed" | "skipped", problem: Problem): Promise<void> {
  const job = await store.find(id);
  if (job === undefined || isFinished(job.state)) return;
  const changed = job.outcomes.flatMap((outcome, at) =>
    outcome.state === "pending" ? [{ at, outcome: { ...outcome, state, problem } }] : [],
  );
  await store.setOutcomes(id, changed);
}
