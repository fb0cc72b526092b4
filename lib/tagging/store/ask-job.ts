import "server-only";
import { eq, sql } from "drizzle-orm";
import { appendAudit } from "#lib/audit/append-audit.ts";
import type { Actor } from "#lib/domain/actor.ts";
import { taggingJob } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { isFinished } from "../job-store.ts";
import { queueJob } from "./queue-job.ts";

const WHAT = { pause: "paused", resume: "resumed", cancel: "cancelled" } as const;

/** Keeps what somebody asks of a job; false where it is not in a state for it. A job that nobody works on gets a worker. */
export async function askJob(store: Store, id: string, what: "pause" | "resume" | "cancel", actor: Actor): Promise<boolean> {
  return store.transact("ask", async (tx) => {
    const [row] = await tx.select().from(taggingJob).where(eq(taggingJob.id, id)).for("update");
    if (row === undefined || row.state === "planned" || isFinished(row.state)) return false;
    const isPaused = row.state === "paused";
    // A pause that no worker has come to yet can be taken back like one that it has.
    if (what === "resume" && !isPaused && row.asked !== "pause") return false;
    if (what === "pause" && (isPaused || row.asked !== null)) return false;
    if (what === "cancel" && row.asked === "cancel") return true;
    const isQueuedAgain = isPaused && what !== "pause";
    await tx
      .update(taggingJob)
      .set({
        asked: what === "resume" ? null : what,
        ...(isQueuedAgain ? { state: "queued" as const } : {}),
        version: sql`${taggingJob.version} + 1`,
      })
      .where(eq(taggingJob.id, id));
    if (isQueuedAgain || what === "resume") await queueJob(tx, store, id);
    await appendAudit(tx, [
      {
        kind: "job",
        actor,
        what: WHAT[what],
        job: id,
        action: row.action,
        tag: { key: row.tagKey, value: row.tagValue },
        reason: row.reason,
        reference: row.reference,
        undoOf: row.undoOf,
        nodes: row.counts.pending + row.counts.written,
      },
    ]);
    return true;
  });
}
