import "server-only";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { getStore } from "#lib/store/get-store.ts";
import { appendAudit } from "./append-audit.ts";

/** Records entries in a transaction of their own, and waits until they are kept. Rejects with a StoreError. */
export async function recordAudit(entries: readonly AuditEntry[]): Promise<void> {
  const store = await getStore();
  await store.transact("record", (tx) => appendAudit(tx, entries));
}
