import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import { readJobHead } from "#lib/reports/job-head.ts";
import { jobJson } from "#lib/reports/job-json.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { createJobStore } from "#lib/tagging/store/job-store-on.ts";
import type { Retained } from "./retain-audit.ts";
import { momentInName, writeArchive } from "./write-archive.ts";

/** Jobs that are taken away in one run; what is left goes the next day. */
const JOBS = 1_000;
const NODES_SLICE = 5_000;

/**
 * Takes away jobs that ended before `before`, each once its report is in an archive. A job stays as long as something
 * rests on it: it is an incident that still holds, or a job that undoes it has not ended.
 */
export async function retainJobs(store: Store, before: Date, now: Date, dataDir: string): Promise<Retained> {
  let removed = 0;
  let archive: string | null = null;
  for (const id of await findEnded(store, before, now)) {
    const head = await readJobHead(store, id, now);
    if (head === undefined) continue;
    archive = await writeArchive(dataDir, `job-${momentInName(now)}-${id}.json`, jobJson(store.db, head));
    await store.transact("retention", (tx) => hide(tx, id, before, now));
    while ((await store.transact("retention", (tx) => removeNodes(tx, id))) > 0);
    await store.transact("retention", (tx) => tx.execute(sql`delete from tagging_job where id = ${id} and state = 'planned'`));
    removed += 1;
  }
  return { removed, archive };
}

async function findEnded(store: Store, before: Date, now: Date): Promise<readonly string[]> {
  const jobs = createJobStore(store);
  const held = new Set([...(await jobs.openIncidents()), ...(await jobs.dueIncidents(now))].map(({ id }) => id));
  const rows = await queryRows(
    store.db,
    sql`select id::text as id from tagging_job as job
      where state in ('done', 'cancelled') and finished_at < ${before.toISOString()}::timestamptz
        and not exists (select from tagging_job as later where (later.undo_of = job.id or later.expiry_of = job.id)
          and later.state in ('queued', 'applying', 'paused'))
      order by finished_at limit ${JOBS + held.size}`,
    z.object({ id: z.string() }),
  );
  return rows.flatMap(({ id }) => (held.has(id) ? [] : [id])).slice(0, JOBS);
}

/**
 * From here on it is no job any more, so that nobody sees one with half of its nodes. Should the process end before all of
 * it is gone, it is forgotten as every old plan is.
 */
async function hide(tx: StoreDb, id: string, before: Date, now: Date): Promise<void> {
  await tx.execute(sql`update tagging_job set state = 'planned' where id = ${id}`);
  const actor = systemActor("retention");
  await appendAudit(tx, [{ kind: "retention", actor, table: "tagging_job", before: before.toISOString(), removed: 1 }], { now });
}

async function removeNodes(tx: StoreDb, id: string): Promise<number> {
  const some = sql`select ctid from tagging_node where job_id = ${id} limit ${NODES_SLICE}`;
  const query = sql`with gone as (delete from tagging_node where ctid = any (array(${some})) returning 1)
    select count(*)::int as count from gone`;
  const [row] = await queryRows(tx, query, z.object({ count: z.number() }));
  return row?.count ?? 0;
}
