import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { makeEmptyDatabase } from "#lib/store/empty-database.ts";
import { MIGRATIONS } from "#lib/store/migrations-folder.ts";
import { storeOn } from "#lib/store/open-pglite.ts";
import * as schema from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";

/** A database of its own in memory, migrated, with its queue, which nobody supervises. For tests. */
export async function startTestStore(): Promise<Store> {
  return storeOn(new PGlite({ loadDataDir: await emptyDatabase() }), {}, false);
}

/** As just made. */
export async function emptyStore(store: Store): Promise<void> {
  await store.db.execute(sql`truncate tagging_job, tagging_node, tagging_attempt, node_claim, audit_record, audit_head,
    cell_reading, node_span, kept_value`);
  await store.db.execute(sql`delete from pgboss.job`);
  await store.db.insert(schema.auditHead).values({ id: 1, seq: 0, hash: "0".repeat(64) });
}

/** What the build leaves for a first start. Made once for these migrations, and kept beside the packages. */
export async function emptyDatabase(): Promise<Blob> {
  const digest = createHash("sha256").update(readFileSync("lib/store/queues.ts"));
  for (const name of readdirSync(MIGRATIONS).sort()) {
    if (name.endsWith(".sql")) digest.update(readFileSync(join(MIGRATIONS, name)));
  }
  const path = join("node_modules", ".cache", `cado-reach-database-${digest.digest("hex").slice(0, 16)}.tar.gz`);
  if (!existsSync(path)) {
    const dump = await makeEmptyDatabase();
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}.${Math.random()}`;
    writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
    renameSync(part, path);
  }
  return new Blob([readFileSync(path)]);
}
