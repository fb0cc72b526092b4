import "server-only";
import type { Store } from "#lib/store/store.ts";
import { readAuditHead } from "./read-audit.ts";

/** Says in the log where the audit chain ends: a record that is kept apart from the database. */
export async function logAuditHead(store: Pick<Store, "db">): Promise<void> {
  const head = await readAuditHead(store.db);
  console.info(head === undefined ? "The audit chain has no head." : `Audit chain: record ${head.seq}, hash ${head.hash}`);
}
