import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";
import { readSweepRequest } from "#lib/inventory/sweep/sweep-request.ts";

/** Reads the estate, or some cells of it, again, or the tag alone; or stops what is being read. */
export const POST = guarded(async (request) => {
  const asked = await readSweepRequest(request);
  if (!asked.ok) return problemResponse(asked.problem);
  const opened = await openEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  if (asked.action === "stop") opened.estate.stop();
  else if (asked.only === "tag") opened.estate.refreshTag(asked.cells);
  else opened.estate.refresh(asked.cells);
  return Response.json({ sweeping: opened.estate.snapshot.sweeping }, { status: 202 });
});
