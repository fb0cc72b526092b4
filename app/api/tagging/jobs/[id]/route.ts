import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { noSuchJob } from "#lib/tagging/job-store.ts";
import { getJobStore } from "#lib/tagging/start-job.ts";

type Context = { params: Promise<{ id: string }> };

/** A job with its outcomes in request order. */
export const GET = guarded(async (_request, { params }: Context) => {
  const job = await getJobStore().find((await params).id);
  return job === undefined ? problemResponse(noSuchJob()) : Response.json(job);
});
