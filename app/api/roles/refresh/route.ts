import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { readRoles } from "#lib/roles/read-roles.ts";

/** Reads the roles once more, and answers what there is now. */
export const POST = guarded(async () => {
  const roles = await readRoles({ anew: true });
  return roles.ok ? Response.json(roles.answer) : problemResponse(roles.problem);
});
