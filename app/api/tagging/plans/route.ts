import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openTaggingEstate } from "#lib/tagging/dashboard-estate.ts";
import { planJob } from "#lib/tagging/plan-job.ts";
import { readTaggingRequest } from "#lib/tagging/tagging-request.ts";

/** Says what an action would do to each node, from tags read now. Writes nothing. */
export const POST = guarded(async (request) => {
  const read = await readTaggingRequest(request);
  if (!read.ok) return problemResponse(read.problem);
  const opened = await openTaggingEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const { plan } = await planJob(opened.estate, read.request, request.signal);
  return Response.json(plan);
});
