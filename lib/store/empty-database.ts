import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { fromPglite, PgBoss } from "pg-boss";
import { MIGRATIONS } from "./migrations-folder.ts";
import { startQueues } from "./queues.ts";

/** A new database with every table in it, as a compressed dump: loading it takes a tenth of the time of making it. */
export async function makeEmptyDatabase(): Promise<Blob> {
  const pglite = new PGlite();
  await migrate(drizzle(pglite), { migrationsFolder: MIGRATIONS });
  const boss = new PgBoss({ db: fromPglite(pglite), backend: "pglite", supervise: false, schedule: false });
  await startQueues(boss);
  await boss.stop({ graceful: false });
  const dump = await pglite.dumpDataDir("gzip");
  await pglite.close();
  return dump;
}
