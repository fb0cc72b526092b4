import { readAuditHead } from "#lib/audit/read-audit.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Where the audit chain ends. */
export const GET = guarded(async () => {
  const head = await readAuditHead((await getStore()).db);
  if (head !== undefined) return Response.json(head);
  return problemResponse({
    status: 500,
    code: "no-audit-head",
    title: "The head of the audit chain is missing.",
    remedy: "Somebody took it out of the database. Run `reach audit verify`.",
  });
});
