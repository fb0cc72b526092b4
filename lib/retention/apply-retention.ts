import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { getConfig, type Retention } from "#lib/config/config.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import { getSettings } from "#lib/settings.ts";
import type { Store } from "#lib/store/store.ts";
import { type Retained, retainAudit } from "./retain-audit.ts";
import { retainHistory } from "./retain-history.ts";
import { retainJobs } from "./retain-jobs.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A little less than a day: whoever asks every hour gets the same hour every day. */
const AGAIN_AFTER_MS = DAY_MS - 60 * 60 * 1000;

export type RetentionResult = {
  what: "audit" | "history" | "jobs";
  /** null where it failed: then nothing was deleted that is not in an archive, and the log says why. */
  retained: Retained | null;
};

type Options = { retention?: Retention; dataDir?: string };

/**
 * Takes away what is older than the configuration says: audit records, coverage history, ended jobs. What goes is first in
 * an archive under the data directory, complete and on the disk; where that cannot be written nothing is deleted, and the
 * log says so. May be called as often as one likes, by several servers: it does its work once a day, on one of them, and
 * answers [] otherwise. What failed is tried again at the next call.
 */
export async function applyRetention(
  store: Store,
  now: Date,
  { retention = getConfig().retention, dataDir = getSettings().dataDir }: Options = {},
): Promise<readonly RetentionResult[]> {
  const { auditDays, historyDays, jobDays } = retention;
  const tasks = [
    ["jobs", jobDays, retainJobs],
    ["history", historyDays, retainHistory],
    ["audit", auditDays, retainAudit],
  ] as const;
  const due = tasks.flatMap(([what, days, retain]) =>
    days === null ? [] : [{ what, retain, before: new Date(now.getTime() - days * DAY_MS) }],
  );
  if (due.length === 0 || !(await takeTurn(store, now))) return [];
  const results: RetentionResult[] = [];
  for (const { what, retain, before } of due) {
    try {
      results.push({ what, retained: await retain(store, before, now, dataDir) });
    } catch (error) {
      console.error(`Retention of ${what} failed; nothing is deleted that is not in an archive:`, error);
      results.push({ what, retained: null });
    }
  }
  if (results.some(({ retained }) => retained === null)) await giveTurnBack(store);
  // A server cleans up after deletions by itself; the embedded database has nobody who would.
  if (store.kind === "pglite" && results.some(({ retained }) => (retained?.removed ?? 0) > 0))
    await store.db.execute(sql`vacuum`);
  return results;
}

/** True for the one caller whose turn it is. */
async function takeTurn(store: Store, now: Date): Promise<boolean> {
  const [at, since] = [now.toISOString(), new Date(now.getTime() - AGAIN_AFTER_MS).toISOString()];
  const taken = await store.transact("retention", (tx) =>
    queryRows(
      tx,
      sql`insert into kept_value as kept (key, value, at) values ('retention', '{}', ${at}::timestamptz)
        on conflict (key) do update set at = excluded.at where kept.at <= ${since}::timestamptz returning key`,
      z.object({ key: z.string() }),
    ),
  );
  return taken.length > 0;
}

async function giveTurnBack(store: Store): Promise<void> {
  await store.transact("retention", (tx) => tx.execute(sql`delete from kept_value where key = 'retention'`));
}
