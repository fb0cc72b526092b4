import "server-only";
import type { Actor } from "#lib/domain/actor.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import { isFinished, type JobStore, noSuchJob, type StoredNode } from "./job-store.ts";
import { planJob } from "./plan-job.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import { refuse, type TaggingRequest } from "./tagging-request.ts";

export type MadePlan = { ok: true; plan: TaggingPlan } | { ok: false; problem: Problem & { status: number } };

/** Plans what was asked for and keeps the plan, so that just that can be started. */
export async function makePlan(
  store: JobStore,
  estate: TaggingEstate,
  request: TaggingRequest,
  actor: Actor,
  signal: AbortSignal,
): Promise<MadePlan> {
  if (request.action !== "undo") return keep(store, actor, await planJob(estate, request, signal));
  const job = await store.find(request.job);
  if (job === undefined) return { ok: false, problem: noSuchJob() };
  if (!isFinished(job.state)) {
    return refuse(409, "job-not-ended", "A job can be undone once it has ended.", "Wait for it, or cancel it first.");
  }
  const written = await store.writtenNodes(request.job);
  const nodes = request.nodes === undefined ? written : only(written, request.nodes);
  return keep(store, actor, await planJob(estate, { action: "undo", job: request.job, nodes }, signal));
}

async function keep(store: JobStore, actor: Actor, plan: TaggingPlan): Promise<MadePlan> {
  const { id, hash, action, tag, undoOf, nodes, dryRuns } = plan;
  const times = { createdAt: new Date(plan.readAt), validUntil: new Date(plan.validUntil) };
  await store.savePlan({ id, hash, action, tag, actor, undoOf, nodes, dryRuns, ...times });
  return { ok: true, plan };
}

/** Of the nodes that a job wrote to, those named. A node that it did not write to has nothing to be undone. */
function only(written: readonly StoredNode[], nodes: Extract<TaggingRequest, { action: "undo" }>["nodes"] & {}): StoredNode[] {
  const wanted = new Set(nodes.map(({ account, region, id }) => JSON.stringify([account, region, id])));
  return written.filter(({ account, region, id }) => wanted.has(JSON.stringify([account, region, id])));
}
