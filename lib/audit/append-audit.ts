import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { getSettings } from "#lib/settings.ts";
import { auditHead, auditRecord } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { chainBody, chainColumns, chainHash, FIRST_PREV_HASH } from "./chain.ts";

/** Rows per statement: some hundred kilobytes of text. */
const SLICE = 1000;

type AppendOptions = { key?: string | null; now?: Date };

/**
 * Adds entries to the end of the audit chain, in their order, within the caller's transaction: they are kept or lost
 * with it. Holds the head of the chain until that transaction ends, so append late in it and last. `key` is the
 * settings' `auditKey` unless given.
 */
export async function appendAudit(tx: StoreDb, entries: readonly AuditEntry[], options: AppendOptions = {}): Promise<void> {
  if (entries.length === 0) return;
  const { key = getSettings().auditKey, now = new Date() } = options;
  const at = now.toISOString();
  let { seq, hash } = await holdHead(tx);
  for (let from = 0; from < entries.length; from += SLICE) {
    const rows = entries.slice(from, from + SLICE).map((entry) => {
      const prevHash = hash;
      seq += 1;
      const body = chainBody(seq, at, entry);
      hash = chainHash(prevHash, body, key);
      return { seq, body, prevHash, hash, ...chainColumns(entry) };
    });
    await insert(tx, at, rows);
  }
  await tx.update(auditHead).set({ seq, hash }).where(eq(auditHead.id, 1));
}

type Row = { seq: number; body: string; prevHash: string; hash: string } & ReturnType<typeof chainColumns>;

/** One array per column: a tenth of the time of a parameter per value. */
async function insert(tx: StoreDb, at: string, rows: readonly Row[]): Promise<void> {
  const column = <K extends keyof Row>(name: K) => sql.param(rows.map((row) => row[name]));
  await tx.execute(sql`
    insert into audit_record (seq, at, kind, job_id, account, region, node_id, body, prev_hash, hash)
    select seq, ${at}::timestamptz, kind, job, account, region, node, body, prev_hash, hash
    from unnest(${column("seq")}::bigint[], ${column("kind")}::text[], ${column("job")}::uuid[], ${column("account")}::text[],
      ${column("region")}::text[], ${column("node")}::text[], ${column("body")}::text[], ${column("prevHash")}::text[],
      ${column("hash")}::text[]) as r(seq, kind, job, account, region, node, body, prev_hash, hash)`);
}

type Head = { seq: number; hash: string };

async function holdHead(tx: StoreDb): Promise<Head> {
  const found = await lockHead(tx);
  if (found !== undefined && found.seq > 0) return found;
  // Whoever took the head away, or set it back, shall not stop the dashboard from keeping records.
  const last = (await tx.select().from(auditRecord).orderBy(desc(auditRecord.seq)).limit(1))[0];
  if (last !== undefined) console.error(`The head of the audit chain was missing; going on after record ${last.seq}.`);
  const head = { seq: last?.seq ?? 0, hash: last?.hash ?? FIRST_PREV_HASH };
  await tx
    .insert(auditHead)
    .values({ id: 1, ...head })
    .onConflictDoUpdate({ target: auditHead.id, set: head });
  return head;
}

async function lockHead(tx: StoreDb): Promise<Head | undefined> {
  return (await tx.select().from(auditHead).where(eq(auditHead.id, 1)).for("update"))[0];
}
