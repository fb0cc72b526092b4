import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { checkRole } from "#lib/policy-requests/check-role.ts";
import { readCheckBody } from "#lib/policy-requests/policy-bodies.ts";

/** Findings of a role's policies. */
export const POST = guarded(async (request) => {
  const read = await readCheckBody(request, getConfig().tag);
  if (!read.ok) return problemResponse(read.problem);
  const result = checkRole(read.body);
  return result.ok ? Response.json(result.answer) : problemResponse(result.problem);
});
