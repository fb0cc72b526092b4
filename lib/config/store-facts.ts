import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreFacts } from "#lib/domain/setup-facts.ts";
import { queryRows } from "#lib/history/query-rows.ts";
import { readAuditHead } from "#lib/reports/audit-head.ts";
import { getStore } from "#lib/store/get-store.ts";
import type { Store } from "#lib/store/store.ts";
import { toStoreError, toStoreProblem } from "#lib/store/store-error.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";

/** What the database says of itself and of what is in it. Opens it where nobody has yet; says why where that failed. */
export async function readStoreFacts(open: () => Promise<Store> = getStore): Promise<StoreFacts> {
  try {
    const { db } = await open();
    const [about] = await queryRows(
      db,
      sql`select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
        (select count(*)::int from tagging_job where state <> 'planned') as jobs`,
      z.object({ version: z.string(), bytes: z.number(), jobs: z.number() }),
    );
    if (about === undefined) throw new Error("one row was asked for");
    const webhooks = (await listWebhooks(db)).map(({ last }) => last);
    return { ok: true, ...about, auditHead: await readAuditHead(db), webhooks };
  } catch (error) {
    if (toStoreError(error) === null) console.error("The settings could not read the database:", error);
    return { ok: false, problem: toStoreProblem(error) };
  }
}
