import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { appendAudit } from "#lib/audit/append-audit.ts";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { nodeClaim, taggingAttempt, taggingJob } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { queueWebhook } from "#lib/webhooks/queue-webhook.ts";
import { type AttemptCall, type ChangedOutcome, type JobOrders, type JobRun, LostJob, type StoredNode } from "../job-store.ts";
import { claimNodes } from "./claims.ts";
import { attemptEntry, endEntry, nodeEntry } from "./job-entries.ts";
import { toSummary } from "./job-row.ts";
import { keepOutcomes } from "./keep-outcomes.ts";
import { queueJob } from "./queue-job.ts";
import { readNodes } from "./read-nodes.ts";

/** What an outcome's state says by itself: nothing will be done to the node any more. */
const FINAL = new Set(["verified", "already", "failed", "skipped"]);

/** Takes a job for this worker; every hold from before is lost. undefined where there is nothing to work on. */
export async function takeJob(store: Store, id: string): Promise<JobRun | undefined> {
  const taken = await store.transact("take", async (tx) => {
    const [row] = await tx.select().from(taggingJob).where(eq(taggingJob.id, id)).for("update");
    if (row === undefined || (row.state !== "queued" && row.state !== "applying")) return undefined;
    const epoch = row.epoch + 1;
    const [updated] = await tx
      .update(taggingJob)
      .set({ epoch, state: "applying", version: sql`${taggingJob.version} + 1` })
      .where(eq(taggingJob.id, id))
      .returning();
    const nodes = await readNodes(tx, id);
    return updated === undefined ? undefined : { epoch, job: toSummary(updated, null), nodes };
  });
  return taken && holdJob(store, taken.job, taken.epoch, taken.nodes);
}

function holdJob(store: Store, job: JobSummary, epoch: number, nodes: readonly StoredNode[]): JobRun {
  const nodeAt = (at: number): StoredNode => {
    const node = nodes[at];
    if (node?.at !== at) throw new RangeError(`Job ${job.id} has no node ${at}.`);
    return node;
  };

  /** One durable step of this hold: the job's row first, which nobody else can then change before it is kept. */
  const step = <T>(name: string, work: (tx: StoreDb, version: number) => Promise<T>): Promise<{ orders: JobOrders; value: T }> =>
    store.transact(name, async (tx) => {
      const [row] = await tx
        .update(taggingJob)
        .set({ version: sql`${taggingJob.version} + 1` })
        .where(and(eq(taggingJob.id, job.id), eq(taggingJob.epoch, epoch)))
        .returning({ asked: taggingJob.asked, version: taggingJob.version });
      if (row === undefined) throw new LostJob(`Another worker has job ${job.id}.`);
      return { orders: { asked: row.asked }, value: await work(tx, row.version) };
    });

  return {
    job,
    nodes,

    async intend(cell, places) {
      const attempt = randomUUID();
      const { orders, value } = await step("intend", async (tx, version) => {
        const { claimed, busy } = await claimNodes(tx, job.id, places.map(nodeAt));
        if (claimed.length > 0) {
          await tx
            .insert(taggingAttempt)
            .values({ id: attempt, jobId: job.id, epoch, ...cell, places: claimed, intendedAt: new Date() });
          await tx.execute(sql`
            update tagging_node set intended = true, version = ${version}
            where job_id = ${job.id}::uuid and not intended and at = any(${sql.param(claimed)}::int[])`);
        }
        return { claimed, busy };
      });
      return { attempt, ...value, orders };
    },

    async answered(attempt: string, calls: readonly AttemptCall[], changed: readonly ChangedOutcome[]) {
      const { orders } = await step("answered", async (tx, version) => {
        const [kept] = await tx
          .update(taggingAttempt)
          .set({ answeredAt: new Date(), calls })
          .where(eq(taggingAttempt.id, attempt))
          .returning({ account: taggingAttempt.account, region: taggingAttempt.region });
        if (kept === undefined) throw new Error(`There is no attempt ${attempt}.`);
        await keepOutcomes(tx, job.id, version, changed);
        await appendAudit(
          tx,
          calls.map((call) => attemptEntry(job, attempt, kept, call)),
        );
      });
      return orders;
    },

    async settle(changed: readonly ChangedOutcome[]) {
      const { orders } = await step("settle", async (tx, version) => {
        await keepOutcomes(tx, job.id, version, changed);
        const ended = changed.filter(({ outcome }) => FINAL.has(outcome.state) || outcome.problem !== undefined);
        await tx.execute(sql`
          delete from node_claim where job_id = ${job.id}::uuid and (account, region, node_id) in (
            select account, region, node_id from tagging_node
            where job_id = ${job.id}::uuid and at = any(${sql.param(ended.map(({ at }) => at))}::int[]))`);
        await appendAudit(
          tx,
          ended.map(({ outcome }) => nodeEntry(job, outcome)),
        );
      });
      return orders;
    },

    async setTrouble(trouble) {
      const { orders } = await step("trouble", async (tx) => {
        await tx.update(taggingJob).set({ trouble }).where(eq(taggingJob.id, job.id));
      });
      return orders;
    },

    async orders() {
      const [row] = await store.db
        .select({ asked: taggingJob.asked, epoch: taggingJob.epoch })
        .from(taggingJob)
        .where(eq(taggingJob.id, job.id));
      if (row?.epoch !== epoch) throw new LostJob(`Another worker has job ${job.id}.`);
      return { asked: row.asked };
    },

    async end(state) {
      await step("end", async (tx) => {
        const [row] = await tx.select().from(taggingJob).where(eq(taggingJob.id, job.id));
        if (row === undefined) throw new Error(`Job ${job.id} is gone.`);
        // Somebody asked otherwise while this worker came to the pause. Who resumed the job has queued it already.
        const kept = state === "paused" && row.asked !== "pause" ? "queued" : state;
        if (kept === "queued" && row.asked === "cancel") await queueJob(tx, store, job.id);
        const finishedAt = state === "paused" ? null : new Date();
        const [ended] = await tx
          .update(taggingJob)
          .set({ state: kept, finishedAt, trouble: null, ...(kept === "queued" ? {} : { asked: null }) })
          .where(eq(taggingJob.id, job.id))
          .returning();
        await tx.delete(nodeClaim).where(eq(nodeClaim.jobId, job.id));
        if (state === "paused" || ended === undefined) return;
        await appendAudit(tx, [endEntry(job, ended.counts)]);
        await queueWebhook(tx, store, { event: "job-ended", at: new Date().toISOString(), job: toSummary(ended, null) });
      });
    },
  };
}
