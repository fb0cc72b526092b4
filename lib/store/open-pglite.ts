import "server-only";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { PgBoss } from "pg-boss";
import { lockDirectory } from "./directory-lock.ts";
import { MIGRATIONS, SHIPPED_DATABASE } from "./migrations-folder.ts";
import { queueOn } from "./pglite-queue.ts";
import { SUPERVISION, startQueues } from "./queues.ts";
import * as schema from "./schema.ts";
import { refuseNewerDatabase } from "./schema-version.ts";
import type { Store } from "./store.ts";
import { StoreError, toStoreError } from "./store-error.ts";
import { keepTidy } from "./tidy-pglite.ts";
import { type TransactOptions, transactOn } from "./transact.ts";

const CLOSE_MS = 5_000;

/**
 * Opens the embedded database in `dataDir`, and makes it where there is none: from the dump that the build leaves, or
 * from nothing, which takes seconds. Throws StoreError where another process has the directory, or the disk is full.
 */
export async function openPglite(dataDir: string, options: TransactOptions = {}): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(join(dataDir, "db.lock"));
  try {
    const path = join(dataDir, "db");
    if (!existsSync(path)) await makeDatabase(path);
    const checkRoom = (): void => checkFree(dataDir);
    checkRoom();
    const pglite = await openAt(path);
    const store = await storeOn(pglite, { ...options, checkRoom });
    const stopTidying = keepTidy(pglite, checkRoom);
    return {
      ...store,
      async close() {
        stopTidying();
        // A broken engine may never say that it has ended.
        await Promise.race([store.close(), wait(CLOSE_MS, undefined, { ref: false })]);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw toStoreError(error) ?? error;
  }
}

/** A database on a PGlite that is open: migrated, with its queue started. */
export async function storeOn(pglite: PGlite, options: TransactOptions = {}, supervise = true): Promise<Store> {
  const db = drizzle(pglite, { schema });
  await refuseNewerDatabase(db);
  await migrate(db, { migrationsFolder: MIGRATIONS });
  await db
    .insert(schema.auditHead)
    .values({ id: 1, seq: 0, hash: "0".repeat(64) })
    .onConflictDoNothing();
  const boss = new PgBoss({ db: queueOn(pglite, options), backend: "pglite", schedule: false, supervise, ...SUPERVISION });
  await startQueues(boss);
  // No other process can have this database, so whoever worked on these is dead.
  await db.execute(sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`);
  return {
    kind: "pglite",
    db,
    boss,
    transact: transactOn(db, options),
    async close() {
      await boss.stop({ graceful: false }).catch(() => undefined);
      await pglite.close().catch(() => undefined);
    },
  };
}

/**
 * PGlite does not come back from a write that the disk has no room for: its engine never ends that statement, and the
 * whole process with it. So nothing is written while there is less room than a few transactions and their log could need.
 */
const ROOM_BYTES = 50 * 1024 * 1024;

function checkFree(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= ROOM_BYTES) return;
  const title = "The disk of the database has less than 50 MB left.";
  throw new StoreError("store-full", title, `Make room for ${dataDir}: the work goes on by itself.`);
}

async function openAt(path: string): Promise<PGlite> {
  try {
    const pglite = new PGlite(path);
    await pglite.waitReady;
    return pglite;
  } catch (error) {
    const known = toStoreError(error);
    if (known?.problem.code === "store-full") throw known;
    const remedy = `Look at ${path}. Restore a backup (docs/store.md), or move the directory away to begin anew.`;
    throw new StoreError("store-failed", "The embedded database cannot be opened.", remedy, error);
  }
}

/** Under another name until it is whole: a start that is ended in the middle leaves nothing that cannot be opened. */
async function makeDatabase(path: string): Promise<void> {
  const parts = readdirSync(join(path, "..")).filter((name) => name.startsWith("db.making-"));
  for (const part of parts) rmSync(join(path, "..", part), { recursive: true, force: true });
  const making = `${path}.making-${process.pid}`;
  const shipped = existsSync(SHIPPED_DATABASE) ? { loadDataDir: new Blob([readFileSync(SHIPPED_DATABASE)]) } : {};
  const pglite = new PGlite({ dataDir: making, ...shipped });
  await pglite.waitReady;
  await pglite.close();
  renameSync(making, path);
}
