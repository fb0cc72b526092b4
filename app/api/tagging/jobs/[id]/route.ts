import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { isJobId, noSuchJob } from "#lib/tagging/job-store.ts";

type Context = { params: Promise<{ id: string }> };

/** A job with its outcomes in request order. */
export const GET = guarded(async (_request, { params }: Context) => {
  const { id } = await params;
  const job = isJobId(id) ? await (await getJobStore()).find(id) : undefined;
  return job === undefined ? problemResponse(noSuchJob()) : Response.json(job);
});
