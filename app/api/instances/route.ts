import { guarded } from "#lib/auth/guard.ts";
import { jsonStreamResponse } from "#lib/http/json-stream-response.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { estateJson } from "#lib/inventory/sweep/estate-json.ts";
import { parseInstancesRequest } from "#lib/inventory/sweep/instances-request.ts";
import { LineFeed } from "#lib/inventory/sweep/line-feed.ts";
import { deflatedLinesResponse, linesResponse } from "#lib/inventory/sweep/lines-response.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";
import { readRoles } from "#lib/roles/read-roles.ts";

/** The estate: as lines while it is being read, or as one document when that is done. */
export const GET = guarded(async (request) => {
  const asked = parseInstancesRequest(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const opened = await openEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const { estate } = opened;
  if (asked.format === "lines") {
    const feed = new LineFeed(estate, { follow: asked.follow, signal: request.signal });
    return asked.deflated ? deflatedLinesResponse(feed) : linesResponse(feed);
  }
  const { policy } = asked;
  const [roles] = await Promise.all([policy === "role" ? readRoles() : null, estate.whenDone()]);
  if (roles?.ok === false) return problemResponse(roles.problem);
  return jsonStreamResponse(estateJson(estate.snapshot, { policy, roles: roles?.answer ?? null }));
});
