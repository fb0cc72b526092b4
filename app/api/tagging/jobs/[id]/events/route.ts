import { guarded } from "#lib/auth/guard.ts";
import { ndjsonResponse } from "#lib/http/ndjson-response.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { jobEvents } from "#lib/tagging/job-events.ts";
import { isJobId, noSuchJob } from "#lib/tagging/job-store.ts";

type Context = { params: Promise<{ id: string }> };

/** A job as lines: its whole state, then what changes, until it has ended. */
export const GET = guarded(async (request, { params }: Context) => {
  const { id } = await params;
  if (!isJobId(id) || (await (await getJobStore()).summary(id)) === undefined) return problemResponse(noSuchJob());
  return ndjsonResponse(jobEvents(getJobStore, id, request.signal));
});
