import "server-only";
import { and, asc, gt, gte, lte, max, min, sql } from "drizzle-orm";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { toRecordLine } from "#lib/audit/record-line.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { auditRecord } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { momentInName, writeArchive } from "./write-archive.ts";

/** Records read at a time, and records deleted in one transaction. */
const READ_SLICE = 2_000;
const DELETE_SLICE = 5_000;

export type Retained = { removed: number; archive: string | null };

/**
 * Takes away the audit records from before `before`, once they are in an archive that `reach audit verify` reads. Only ever
 * the beginning of the chain goes, up to the first record that is young enough. Each transaction adds a record that names
 * the last one that it took and its hash, so that what is left verifies at every moment.
 */
export async function retainAudit(store: Store, before: Date, now: Date, dataDir: string): Promise<Retained> {
  const range = await rangeBefore(store.db, before);
  if (range === null) return { removed: 0, archive: null };
  const { first, last } = range;
  const name = `audit-${first}-${last}-${momentInName(now)}.ndjson`;
  const archive = await writeArchive(dataDir, name, recordLines(store.db, first, last));
  let removed = 0;
  for (let upTo = first - 1; upTo < last; ) {
    upTo = Math.min(upTo + DELETE_SLICE, last);
    removed += await store.transact("retention", (tx) => removeUpTo(tx, upTo, before, now));
  }
  return { removed, archive };
}

async function rangeBefore(db: StoreDb, before: Date): Promise<{ first: number; last: number } | null> {
  const [all] = await db.select({ first: min(auditRecord.seq), last: max(auditRecord.seq) }).from(auditRecord);
  const [kept] = await db
    .select({ first: min(auditRecord.seq) })
    .from(auditRecord)
    .where(gte(auditRecord.at, before));
  if (all?.first == null || all.last == null) return null;
  const last = kept?.first == null ? all.last : kept.first - 1;
  return last < all.first ? null : { first: all.first, last };
}

async function* recordLines(db: StoreDb, first: number, last: number): AsyncGenerator<string> {
  const { seq, body, prevHash, hash } = auditRecord;
  for (let after = first - 1; after < last; ) {
    const rows = await db
      .select({ seq, body, prevHash, hash })
      .from(auditRecord)
      .where(and(gt(seq, after), lte(seq, last)))
      .orderBy(asc(seq))
      .limit(READ_SLICE);
    const end = rows.at(-1);
    if (end === undefined) return;
    after = end.seq;
    yield rows.map((row) => `${toRecordLine(row)}\n`).join("");
  }
}

async function removeUpTo(tx: StoreDb, upTo: number, before: Date, now: Date): Promise<number> {
  const { seq, hash } = auditRecord;
  const [end] = await tx.select({ hash }).from(auditRecord).where(sql`${seq} = ${upTo}`);
  const gone = await tx.delete(auditRecord).where(lte(seq, upTo)).returning({ seq });
  if (end === undefined || gone.length === 0)
    throw new Error(`Audit record ${upTo} is gone: somebody else is applying retention.`);
  const actor = systemActor("retention");
  const entry = { kind: "retention", actor, table: "audit_record", before: before.toISOString() } as const;
  await appendAudit(tx, [{ ...entry, removed: gone.length, lastSeq: upTo, lastHash: end.hash }], { now });
  return gone.length;
}
