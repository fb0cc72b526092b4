import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/auth/problem-response.ts";
import { jobEvents } from "#lib/tagging/job-events.ts";
import { noSuchJob } from "#lib/tagging/job-store.ts";
import { ndjsonResponse } from "#lib/tagging/ndjson-response.ts";
import { getJobStore } from "#lib/tagging/start-job.ts";

type Context = { params: Promise<{ id: string }> };

/** A job as lines: its whole state, then what changes, until it has ended. */
export const GET = guarded(async (request, { params }: Context) => {
  const { id } = await params;
  const store = getJobStore();
  if ((await store.find(id)) === undefined) return problemResponse(noSuchJob());
  return ndjsonResponse(jobEvents(store, id, request.signal));
});
