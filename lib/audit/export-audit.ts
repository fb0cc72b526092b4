import "server-only";
import type { StoreDb } from "#lib/store/store.ts";
import { type AuditPage, matching, readAuditHead } from "./read-audit.ts";
import { readPacked } from "./read-packed.ts";
import { toRecordLine } from "./record-line.ts";

const PAGE = 1000;

/**
 * The audit records as lines of an export, many at a time, from after a record to where the chain ends now. No
 * transaction is held meanwhile: records never change, and whoever reads may be slow.
 */
export async function* exportAudit(
  db: StoreDb,
  filter: Omit<AuditPage, "limit" | "upTo">,
): AsyncGenerator<string, void, undefined> {
  const upTo = (await readAuditHead(db))?.seq ?? Number.MAX_SAFE_INTEGER;
  let { after } = filter;
  for (;;) {
    const page = await readPacked(db, matching({ ...filter, after, upTo }), PAGE);
    if (page === undefined) return;
    yield page.records.map((record) => `${record === null ? UNREADABLE : toRecordLine(record)}\n`).join("");
    after = page.last;
  }
}

/** Stands for a record that somebody changed in the database: verifying the export finds it. */
const UNREADABLE = "null";
