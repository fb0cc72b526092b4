import "server-only";
import { eq } from "drizzle-orm";
import { auditHead } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

/** The end of the audit chain when a report was made: who has the report can show later that nothing before it changed. */
export type ReportAuditHead = { seq: number; hash: string };

export async function readAuditHead(db: StoreDb): Promise<ReportAuditHead | null> {
  const [head] = await db.select({ seq: auditHead.seq, hash: auditHead.hash }).from(auditHead).where(eq(auditHead.id, 1));
  return head ?? null;
}
