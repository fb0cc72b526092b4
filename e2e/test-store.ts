import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { fromPglite, PgBoss } from "pg-boss";
import * as schema from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";

/** A database of its own in memory, migrated, with its queue. For tests. */
export async function startTestStore(): Promise<Store> {
  const pglite = new PGlite({ loadDataDir: await emptyDatabase() });
  const db = drizzle(pglite, { schema });
  const boss = new PgBoss({ db: fromPglite(pglite), backend: "pglite", supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue("tagging");
  await boss.createQueue("webhook");
  const store: Store = {
    kind: "pglite",
    db,
    boss,
    transact: (_name, work) => db.transaction((tx) => work(tx)),
    async close() {
      await boss.stop({ graceful: false });
      await pglite.close();
    },
  };
  await emptyStore(store);
  return store;
}

/** A migrated database with its queue's tables, made once for these migrations: initdb alone takes seconds. */
async function emptyDatabase(): Promise<Blob> {
  const digest = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).filter((file) => file.endsWith(".sql")).sort()) digest.update(readFileSync(join(MIGRATIONS, name)));
  const path = join("node_modules", ".cache", `cado-reach-database-${digest.digest("hex").slice(0, 16)}.tar.gz`);
  if (!existsSync(path)) {
    const pglite = new PGlite();
    await migrate(drizzle(pglite, { schema }), { migrationsFolder: MIGRATIONS });
    const boss = new PgBoss({ db: fromPglite(pglite), backend: "pglite", supervise: false, schedule: false });
    await boss.start();
    await boss.stop({ graceful: false });
    const dump = await pglite.dumpDataDir("gzip");
    await pglite.close();
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}.${Math.random()}`;
    writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
    renameSync(part, path);
  }
  return new Blob([readFileSync(path)]);
}

const MIGRATIONS = "lib/store/migrations";

/** As just made. */
export async function emptyStore(store: Store): Promise<void> {
  await store.db.execute(sql`truncate tagging_job, tagging_node, tagging_attempt, node_claim, audit_record, audit_head, cell_reading, node_span, kept_value`);
  await store.db.execute(sql`delete from pgboss.job`);
  await store.db.insert(schema.auditHead).values({ id: 1, seq: 0, hash: "0".repeat(64) });
}
