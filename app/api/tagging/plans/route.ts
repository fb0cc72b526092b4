import { actorOf } from "#lib/auth/actor-of.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openTaggingEstate } from "#lib/tagging/dashboard-estate.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { makePlan } from "#lib/tagging/make-plan.ts";
import { readTaggingRequest } from "#lib/tagging/tagging-request.ts";

/** Says what an action would do to each node, from tags read now, and keeps that as a plan. Writes nothing to AWS. */
export const POST = guarded(async (request) => {
  const read = await readTaggingRequest(request);
  if (!read.ok) return problemResponse(read.problem);
  const opened = await openTaggingEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const made = await makePlan(await getJobStore(), opened.estate, read.request, await actorOf(request), request.signal);
  return made.ok ? Response.json(made.plan) : problemResponse(made.problem);
});
