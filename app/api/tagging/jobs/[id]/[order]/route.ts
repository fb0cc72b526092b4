import { actorOf } from "#lib/auth/actor-of.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { isJobId, noSuchJob, notInThatState } from "#lib/tagging/job-store.ts";

type Context = { params: Promise<{ id: string; order: string }> };

const ORDERS = ["pause", "resume", "cancel"] as const;

/**
 * Asks a job to pause, to go on, or to end. A job that pauses or ends sends nothing more; what it has sent is verified
 * first.
 */
export const POST = guarded(async (request, { params }: Context) => {
  const { id, order: named } = await params;
  const order = ORDERS.find((candidate) => candidate === named);
  if (order === undefined || !isJobId(id)) return problemResponse(noSuchJob());
  const store = await getJobStore();
  const job = await store.summary(id);
  if (job === undefined) return problemResponse(noSuchJob());
  if (!(await store.ask(id, order, await actorOf(request)))) return problemResponse(notInThatState(job, order));
  return Response.json({ id }, { status: 202, headers: { Location: `/api/tagging/jobs/${id}` } });
});
