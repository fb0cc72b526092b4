import "server-only";
import { notePeers } from "#lib/auth/peer-address.ts";
import { getStore } from "#lib/store/get-store.ts";
import { appendAudit } from "./append-audit.ts";
import { getRecorder } from "./recorder.ts";

/**
 * Once, at start, before requests are answered: from now on requests carry the address that they came from, and
 * sign-ins and refusals are written to the configured database, whenever it is there. Opens nothing by itself.
 */
export function startRecorder(): void {
  notePeers();
  getRecorder().start(async (happened) => {
    const store = await getStore();
    await store.transact("record", async (tx) => {
      for (const { at, entries } of happened) await appendAudit(tx, entries, { now: at });
    });
  });
}
