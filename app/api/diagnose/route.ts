import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { diagnose } from "#lib/diagnose/diagnose.ts";
import { readDiagnoseRequest } from "#lib/diagnose/diagnose-request.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { openEstate } from "#lib/inventory/sweep/open-estate.ts";
import { authorizeInForce } from "#lib/roles/authorize-in-force.ts";
import { readRoles } from "#lib/roles/read-roles.ts";

/** What a text says of a denial, what is true of its node now, and what to do. */
export const POST = guarded(async (request) => {
  const asked = await readDiagnoseRequest(request);
  if (!asked.ok) return problemResponse(asked.problem);
  const opened = await openEstate();
  if (!opened.ok) return problemResponse(opened.problem);
  const { estate } = opened;
  const { policy, tag } = getConfig();
  const [roles] = await Promise.all([policy === "role" ? readRoles() : null, estate.whenDone()]);
  if (roles?.ok === false) return problemResponse(roles.problem);
  const authorizeIn = (partition: Partition) => authorizeInForce(policy, { partition, tag, roles: roles?.answer ?? null });
  return Response.json(diagnose(asked.text, estate.snapshot, authorizeIn));
});
