import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { actorOf } from "#lib/auth/actor-of.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openTaggingEstate } from "#lib/tagging/dashboard-estate.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { readJobPage } from "#lib/tagging/job-page.ts";
import { startPlan } from "#lib/tagging/start-plan.ts";
import { readStartRequest } from "#lib/tagging/start-request.ts";
import { readIdempotencyKey } from "#lib/tagging/tagging-request.ts";

/** Jobs, newest first, without outcomes; with `open=incidents` those whose reach has not been taken back. */
export const GET = guarded(async (request) => {
  const page = readJobPage(new URL(request.url).searchParams);
  if (!page.ok) return problemResponse(page.problem);
  const store = await getJobStore();
  return Response.json({ jobs: await (page.incidents ? store.openIncidents() : store.list(page.page)) });
});

/** Starts a plan that was reviewed. */
export const POST = guarded(async (request) => {
  const key = readIdempotencyKey(request);
  if (!key.ok) return problemResponse(key.problem);
  const read = await readStartRequest(request);
  if (!read.ok) return problemResponse(read.problem);
  const opened = await openTaggingEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const { estate } = opened;
  const actor = await actorOf(request);
  const store = await getJobStore();
  const started = await startPlan({ store, estate, start: read.start, actor, idempotencyKey: key.key, now: new Date() });
  if (started.ok) {
    return Response.json({ id: started.id }, { status: 202, headers: { Location: `/api/tagging/jobs/${started.id}` } });
  }
  recordRefusal(request, started.problem);
  return problemResponse(started.problem);
});
