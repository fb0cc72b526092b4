import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { readRoles } from "#lib/roles/read-roles.ts";

/** Cado's role in each account, as IAM told it. Reads it when it is asked for the first time. */
export const GET = guarded(async () => {
  const roles = await readRoles();
  return roles.ok ? Response.json(roles.answer) : problemResponse(roles.problem);
});
