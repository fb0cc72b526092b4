import "server-only";
import { randomUUID } from "node:crypto";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { DryRun, PlannedNode, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import { dryRunCell, type PlannedWrites } from "./dry-run-cell.ts";
import { type CellTargets, groupTargets } from "./group-targets.ts";
import { inParallel } from "./in-parallel.ts";
import type { StoredNode } from "./job-store.ts";
import { planHash } from "./plan-hash.ts";
import { type LeftNode, type NodePlan, type NodeRead, planNode, planUndo } from "./plan-node.ts";
import { readNodes } from "./read-nodes.ts";
import { needsConfirmation } from "./start-plan.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import type { TaggingRequest } from "./tagging-request.ts";

const CELLS_AT_ONCE = 8;

/** What is to be planned: an action on nodes, or taking back what a job left on the nodes that it wrote to. */
export type PlanWish =
  | Extract<TaggingRequest, { nodes: readonly TaggingTarget[] }>
  | { action: "undo"; job: string; nodes: readonly StoredNode[] };

/**
 * Reads state and tags of exactly the requested nodes, decides for each what the action would do, and asks AWS where we
 * may not write. Writes nothing. A cell that cannot be read makes its own nodes `cannot` and no others.
 */
export async function planJob(estate: TaggingEstate, wish: PlanWish, signal: AbortSignal): Promise<TaggingPlan> {
  const { tag, rules } = estate;
  const nodes: readonly (TaggingTarget & Partial<StoredNode>)[] = wish.nodes;
  const { targets, refused, cells } = groupTargets(nodes, estate.known);
  const plans = new Map<number, NodePlan>(refused.map(({ at, problem }) => [at, { plan: "cannot", before: null, problem }]));
  const dryRuns: DryRun[] = [];
  const readAt = new Date();
  await inParallel(cells, CELLS_AT_ONCE, async (cell) => {
    const clients = estate.clients(cell.account, cell.region);
    const writes: PlannedWrites[] = [];
    for (const [at, id, read] of await readCell(clients, tag.key, cell, signal)) {
      const target = targets[at];
      const plan = wish.action === "undo" ? planUndo(toLeft(target), tag, read) : planNode(wish.action, tag, read);
      plans.set(at, plan);
      if (plan.plan === "change") writes.push({ id, steps: plan.steps });
    }
    dryRuns.push(...(await dryRunCell(clients, writes, signal)));
  });
  const planned = targets.map(({ account, region, id }, at): PlannedNode => {
    const plan = plans.get(at);
    if (plan === undefined) throw new Error(`No plan was made for ${id}`);
    return { account, region, id, ...plan };
  });
  const undoOf = wish.action === "undo" ? wish.job : null;
  const change = planned.filter(({ plan }) => plan === "change").length;
  return {
    id: randomUUID(),
    hash: planHash(wish.action, tag, undoOf, planned),
    action: wish.action,
    tag,
    readAt: readAt.toISOString(),
    validUntil: new Date(readAt.getTime() + rules.planMinutes * 60_000).toISOString(),
    undoOf,
    nodes: planned,
    dryRuns,
    confirm: { required: needsConfirmation(change, estate), count: change },
    referenceRequired: rules.referenceRequired,
  };
}

function toLeft(node: Partial<StoredNode> | undefined): LeftNode {
  return { before: node?.before?.found ?? [], goal: node?.goal ?? [], isWhole: node?.state === "verified" };
}

async function readCell(
  clients: CellClients,
  key: string,
  { targets }: CellTargets,
  signal: AbortSignal,
): Promise<[at: number, id: CellTargets["targets"][number]["id"], read: NodeRead][]> {
  const reads = await readNodes(
    clients,
    key,
    targets.map(({ id }) => id),
    signal,
  );
  return targets.map(({ at, id }) => {
    const read = reads.get(id);
    if (read === undefined) throw new Error(`Nothing was read of ${id}`);
    return [at, id, read];
  });
}
