import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { taggingJob } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { queueWebhook } from "#lib/webhooks/queue-webhook.ts";
import type { StartedJob, StartJob } from "../job-store.ts";
import { toSummary } from "./job-row.ts";
import { queueJob } from "./queue-job.ts";

/** Turns a plan into a job and hands it to the queue, in one transaction. */
export async function startJob(store: Store, id: string, start: StartJob): Promise<StartedJob> {
  return store.transact("start", async (tx) => {
    const [row] = await tx.select().from(taggingJob).where(eq(taggingJob.id, id)).for("update");
    if (row === undefined) return { result: "no-such-plan", id: null };
    if (start.idempotencyKey !== null) {
      const [earlier] = await tx.select().from(taggingJob).where(eq(taggingJob.idempotencyKey, start.idempotencyKey));
      if (earlier !== undefined && earlier.id !== id) return { result: "key-reused", id: null };
    }
    if (row.state !== "planned") {
      const isSameWish = row.idempotencyKey !== null && row.idempotencyKey === start.idempotencyKey;
      return isSameWish ? { result: "started-before", id } : { result: "no-such-plan", id: null };
    }
    if (start.expiryOf !== null) {
      const [earlier] = await tx.select().from(taggingJob).where(eq(taggingJob.expiryOf, start.expiryOf));
      if (earlier !== undefined) return { result: "expired-before", id: null };
    }
    const { actor, reason, reference, incident } = start;
    await tx
      .update(taggingJob)
      .set({
        state: "queued",
        actor,
        reason,
        reference,
        incidentOwner: incident?.owner ?? null,
        expiresAt: incident === null ? null : new Date(incident.expiresAt),
        idempotencyKey: start.idempotencyKey,
        expiryOf: start.expiryOf,
        startedAt: new Date(),
        version: sql`${taggingJob.version} + 1`,
      })
      .where(and(eq(taggingJob.id, id), eq(taggingJob.state, "planned")));
    await queueJob(tx, store, id);
    await appendAudit(tx, [
      {
        kind: "job",
        actor,
        what: start.expiryOf === null ? "started" : "expired",
        job: id,
        action: row.action,
        tag: { key: row.tagKey, value: row.tagValue },
        reason,
        reference,
        undoOf: row.undoOf,
        nodes: row.counts.pending,
        ...(incident === null ? {} : { incident }),
      },
    ]);
    if (start.expiryOf !== null) await tellIncidentDue(tx, store, start.expiryOf, id);
    return { result: "started", id };
  });
}

/** In the same transaction as the taking back: whoever waits for the incident's end is told of it once, and then only. */
async function tellIncidentDue(tx: StoreDb, store: Store, incident: string, takenBackBy: string): Promise<void> {
  const [row] = await tx.select().from(taggingJob).where(eq(taggingJob.id, incident));
  if (row === undefined) return;
  const job = toSummary(row, takenBackBy);
  await queueWebhook(tx, store, { event: "incident-due", at: new Date().toISOString(), job, takenBackBy });
}
