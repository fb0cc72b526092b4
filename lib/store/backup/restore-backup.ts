import "server-only";
import { inArray, sql } from "drizzle-orm";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { auditRecord, cellReading, keptValue, taggingJob } from "../schema.ts";
import { findSchemaVersion } from "../schema-version.ts";
import type { Store, StoreDb } from "../store.ts";
import { BackupError, type BackupTable } from "./backup-format.ts";
import { insertRows } from "./insert-rows.ts";
import { readBackup } from "./read-backup.ts";

/** Rows of one table that go into one statement. */
const SLICE_ROWS = 1000;
const SLICE_CHARACTERS = 500_000;

/**
 * Puts a backup into a database that has no records yet: all of it or, where something is wrong with it, nothing. Jobs
 * that had not ended are paused, with an audit record: whoever restores decides whether they go on. Answers the number of
 * rows. `lines` begins anew at each call. Throws BackupError.
 */
export async function restoreBackup(store: Store, lines: () => AsyncIterable<string>): Promise<number> {
  return store.transact("restore", async (tx) => {
    await refuseRecords(tx);
    await tx.execute(sql`delete from audit_head`);
    let slice: { table: BackupTable; rows: string[]; characters: number } | undefined;
    const flush = async (): Promise<void> => {
      if (slice !== undefined) await insertRows(tx, slice.table, slice.rows);
      slice = undefined;
    };
    let count = 0;
    for await (const { table, row } of readBackup(lines(), await findSchemaVersion(tx))) {
      if (slice?.table !== table || slice.rows.length >= SLICE_ROWS || slice.characters >= SLICE_CHARACTERS) await flush();
      slice ??= { table, rows: [], characters: 0 };
      slice.rows.push(row);
      slice.characters += row.length;
      count += 1;
    }
    await flush();
    await pauseJobs(tx);
    return count;
  });
}

async function refuseRecords(tx: StoreDb): Promise<void> {
  for (const table of [taggingJob, auditRecord, cellReading, keptValue]) {
    if ((await tx.select({ one: sql`1` }).from(table).limit(1)).length === 0) continue;
    throw new BackupError(
      "There are records in this database already. Restore into a new one: before the dashboard is started on it for the first time",
    );
  }
}

async function pauseJobs(tx: StoreDb): Promise<void> {
  const paused = await tx
    .update(taggingJob)
    .set({
      state: "paused",
      asked: null,
      trouble: null,
      epoch: sql`${taggingJob.epoch} + 1`,
      version: sql`${taggingJob.version} + 1`,
    })
    .where(inArray(taggingJob.state, ["queued", "applying"]))
    .returning();
  await appendAudit(
    tx,
    paused.map(({ id, action, tagKey, tagValue, reason, reference, undoOf, counts }) => ({
      kind: "job" as const,
      actor: systemActor("restore"),
      what: "paused" as const,
      job: id,
      action,
      tag: { key: tagKey, value: tagValue },
      reason,
      reference,
      undoOf,
      nodes: counts.pending + counts.written,
    })),
  );
}
