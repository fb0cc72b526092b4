import "server-only";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { PlannedNode, TaggingPlan } from "#lib/domain/tagging.ts";
import { isSameReading } from "./goal.ts";
import { type CellTargets, groupTargets } from "./group-targets.ts";
import { inParallel } from "./in-parallel.ts";
import { type NodePlan, type NodeRead, planNode } from "./plan-node.ts";
import { readNodes } from "./read-nodes.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import { changedMeanwhile } from "./tagging-problems.ts";
import type { RequestedNode, TaggingRequest } from "./tagging-request.ts";

const CELLS_AT_ONCE = 8;

/** A plan, and the cells that its changes go to. */
export type PlannedJob = { plan: TaggingPlan; cells: readonly CellTargets[] };

/**
 * Reads state and tags of exactly the requested nodes and decides for each what the action would do. Writes nothing.
 * A cell that cannot be read makes its own nodes `cannot` and no others.
 */
export async function planJob(estate: TaggingEstate, request: TaggingRequest, signal: AbortSignal): Promise<PlannedJob> {
  const { action } = request;
  const { tag } = estate;
  const { targets, refused, cells } = groupTargets(request.nodes, estate.known);
  const plans = new Map<number, NodePlan>(refused.map(({ at, problem }) => [at, { plan: "cannot", before: null, problem }]));
  await inParallel(cells, CELLS_AT_ONCE, async (cell) => {
    const reads = await readCell(estate.clients(cell.account, cell.region), cell, signal);
    for (const [at, read] of reads) {
      plans.set(at, hasChanged(targets[at], read, tag) ?? planNode(action, tag, read));
    }
  });
  const nodes = targets.map(({ account, region, id }, at): PlannedNode => {
    const plan = plans.get(at);
    if (plan === undefined) throw new Error(`No plan was made for ${id}`);
    return { account, region, id, ...plan };
  });
  return { plan: { action, tag, readAt: new Date().toISOString(), nodes }, cells };
}

async function readCell(clients: CellClients, cell: CellTargets, signal: AbortSignal): Promise<[at: number, read: NodeRead][]> {
  const reads = await readNodes(
    clients,
    cell.targets.map(({ id }) => id),
    signal,
  );
  return cell.targets.map(({ at, id }) => {
    const read = reads.get(id);
    if (read === undefined) throw new Error(`Nothing was read of ${id}`);
    return [at, read];
  });
}

/** What the reviewer saw is what may be changed; anything else is somebody's change since. */
function hasChanged(target: RequestedNode | undefined, read: NodeRead, tag: TagSpec): NodePlan | undefined {
  if (target?.seen === undefined || !read.ok) return undefined;
  const seen = readTagState(Object.fromEntries(target.seen.map(({ key, value }) => [key, value])), tag);
  const now = readTagState(read.tags, tag);
  return isSameReading(seen, now) ? undefined : { plan: "cannot", before: now, problem: changedMeanwhile(seen, now) };
}
