import "server-only";
import { and, asc, eq, gt, inArray, lte, type SQL } from "drizzle-orm";
import type { AuditEntry, AuditRecord } from "#lib/domain/audit.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { auditHead, auditRecord } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

export type AuditFilter = {
  job?: string;
  node?: TaggingTarget;
  kinds?: readonly AuditEntry["kind"][];
};

export type AuditPage = AuditFilter & { after: number; upTo?: number; limit: number };

/** Records in the order of the chain. */
export async function readAudit(db: StoreDb, page: AuditPage): Promise<readonly AuditRecord[]> {
  const rows = await db.select().from(auditRecord).where(matching(page)).orderBy(asc(auditRecord.seq)).limit(page.limit);
  return rows.map(({ seq, at, body, prevHash, hash }) => ({
    seq,
    at: at.toISOString(),
    entry: entryOf(body),
    body,
    prevHash,
    hash,
  }));
}

/** The end of the chain; undefined where somebody took it away. */
export async function readAuditHead(db: StoreDb): Promise<{ seq: number; hash: string } | undefined> {
  return (await db.select({ seq: auditHead.seq, hash: auditHead.hash }).from(auditHead).where(eq(auditHead.id, 1)))[0];
}

/** The records of a page, without its limit. */
export function matching({ after, upTo, job, node, kinds }: Omit<AuditPage, "limit">): SQL | undefined {
  return and(
    gt(auditRecord.seq, after),
    upTo === undefined ? undefined : lte(auditRecord.seq, upTo),
    job === undefined ? undefined : eq(auditRecord.jobId, job),
    kinds === undefined ? undefined : inArray(auditRecord.kind, [...kinds]),
    ...(node === undefined
      ? []
      : [eq(auditRecord.account, node.account), eq(auditRecord.region, node.region), eq(auditRecord.nodeId, node.id)]),
  );
}

/** Bodies are written by `chainBody` alone. */
function entryOf(body: string): AuditEntry {
  return JSON.parse(body).entry;
}
