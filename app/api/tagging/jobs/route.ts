import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openTaggingEstate } from "#lib/tagging/dashboard-estate.ts";
import { getJobStore, startJob } from "#lib/tagging/start-job.ts";
import { readIdempotencyKey, readTaggingRequest } from "#lib/tagging/tagging-request.ts";

/** Every job that is kept, newest first, without outcomes. */
export const GET = guarded(async () => Response.json({ jobs: await getJobStore().list() }));

/** Plans anew and starts a job. */
export const POST = guarded(async (request) => {
  const key = readIdempotencyKey(request);
  if (!key.ok) return problemResponse(key.problem);
  const read = await readTaggingRequest(request);
  if (!read.ok) return problemResponse(read.problem);
  const opened = await openTaggingEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const added = await startJob(opened.estate, getJobStore(), read.request, key.key);
  if (!added.ok) return problemResponse(added.problem);
  return Response.json({ id: added.id }, { status: 202, headers: { Location: `/api/tagging/jobs/${added.id}` } });
});
