import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { alreadyEnded, noSuchJob } from "#lib/tagging/job-store.ts";
import { getJobStore } from "#lib/tagging/start-job.ts";

type Context = { params: Promise<{ id: string }> };

/** Asks a job to send nothing more. It ends by itself, once what it has sent is verified. */
export const POST = guarded(async (_request, { params }: Context) => {
  const { id } = await params;
  const store = getJobStore();
  if ((await store.find(id)) === undefined) return problemResponse(noSuchJob());
  if (!(await store.requestCancel(id))) return problemResponse(alreadyEnded());
  return Response.json({ id }, { status: 202, headers: { Location: `/api/tagging/jobs/${id}` } });
});
