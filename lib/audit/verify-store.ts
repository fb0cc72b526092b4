import "server-only";
import { gt } from "drizzle-orm";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { auditRecord } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { chainColumns } from "./chain.ts";
import { parseJson } from "./parse-json.ts";
import { readAuditHead } from "./read-audit.ts";
import { type PackedRecord, readPacked } from "./read-packed.ts";
import {
  type ChainExpectations,
  type ChainVerdict,
  createChainCheck,
  type FoundRecord,
  type UnreadableRecord,
} from "./verify-chain.ts";

const PAGE = 5000;

/** Verifies the chain in a database and its head, all as of one moment, whoever adds to it meanwhile. */
export function verifyStore(db: StoreDb, expected: Omit<ChainExpectations, "head">): Promise<ChainVerdict> {
  return db.transaction(
    async (tx) => {
      const check = createChainCheck({ ...expected, head: (await readAuditHead(tx)) ?? null });
      // Records are numbered from 1; one below that is found too.
      let after = Number.MIN_SAFE_INTEGER;
      for (;;) {
        const page = await readPacked(tx, gt(auditRecord.seq, after), PAGE);
        if (page === undefined) return check.end();
        for (const record of page.records) if (check.add(toFound(record)) !== undefined) return check.end();
        after = page.last;
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

const UNREADABLE = { unreadable: "its text is not that of a record" };

function toFound(record: PackedRecord | null): FoundRecord | UnreadableRecord {
  if (record === null) return UNREADABLE;
  const body = parseJson(record.body);
  if (typeof body !== "object" || body === null || !("entry" in body) || !hasKind(body.entry)) return UNREADABLE;
  return { ...record, seq: Number(record.seq), differs: findDifference(record, body.entry) };
}

/** Believed no further than to compare what the entry says with the columns. */
function hasKind(entry: unknown): entry is AuditEntry {
  return typeof entry === "object" && entry !== null && "kind" in entry;
}

/** Name of a column that does not say what the text says. */
function findDifference(record: PackedRecord, entry: AuditEntry): string | null {
  const told = chainColumns(entry);
  if (told.kind !== record.kind) return "kind";
  if (told.job !== record.job) return "job";
  if (told.account !== record.account || told.region !== record.region || told.node !== record.node) return "node";
  return null;
}
