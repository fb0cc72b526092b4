import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";
import { simulate } from "#lib/roles/simulate.ts";
import { readSimulateRequest } from "#lib/roles/simulate-request.ts";

/** Asks AWS's policy simulator about some nodes, and says where its answers and ours differ. */
export const POST = guarded(async (request) => {
  const asked = await readSimulateRequest(request);
  if (!asked.ok) return problemResponse(asked.problem);
  const opened = await openEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const result = await simulate(asked.request, opened.estate.snapshot, request.signal);
  return result.ok ? Response.json(result.answer) : problemResponse(result.problem);
});
