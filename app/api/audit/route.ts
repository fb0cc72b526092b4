import { readAuditRequest } from "#lib/audit/audit-request.ts";
import { readAudit, readAuditHead } from "#lib/audit/read-audit.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Audit records in the order of the chain, and where it ends. */
export const GET = guarded(async (request) => {
  const asked = readAuditRequest(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const { db } = await getStore();
  return Response.json({ records: await readAudit(db, asked.page), head: (await readAuditHead(db)) ?? null });
});
