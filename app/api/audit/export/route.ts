import { readAuditRequest } from "#lib/audit/audit-request.ts";
import { exportAudit } from "#lib/audit/export-audit.ts";
import { guarded } from "#lib/auth/guard.ts";
import { jsonStreamResponse } from "#lib/http/json-stream-response.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** The audit records as NDJSON, for `reach audit verify` and for keeping elsewhere. */
export const GET = guarded(async (request) => {
  const asked = readAuditRequest(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const { limit: _, ...filter } = asked.page;
  const response = jsonStreamResponse(exportAudit((await getStore()).db, filter));
  response.headers.set("Content-Type", "application/x-ndjson");
  response.headers.set("Content-Disposition", 'attachment; filename="cado-reach-audit.ndjson"');
  return response;
});
