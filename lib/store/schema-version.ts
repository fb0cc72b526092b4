import "server-only";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { z } from "zod";
import { MIGRATIONS } from "./migrations-folder.ts";
import type { StoreDb } from "./store.ts";
import { StoreError } from "./store-error.ts";

const Latest = z.object({ rows: z.tuple([z.object({ latest: z.coerce.number() })]) });
const Table = z.object({ rows: z.tuple([z.object({ name: z.string().nullable() })]) });

/** The latest migration that a database has had: the moment at which it was made, in milliseconds. 0 for none. */
export async function findSchemaVersion(db: StoreDb): Promise<number> {
  const table: unknown = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`);
  if (Table.parse(table).rows[0].name === null) return 0;
  const answer: unknown = await db.execute(
    sql`select coalesce(max(created_at), 0)::text as latest from drizzle.__drizzle_migrations`,
  );
  return Latest.parse(answer).rows[0].latest;
}

/** Throws StoreError for a database that a newer Cado Reach has had: we would write to tables that we do not know. */
export async function refuseNewerDatabase(db: StoreDb): Promise<void> {
  const known = Math.max(...readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ folderMillis }) => folderMillis));
  if ((await findSchemaVersion(db)) <= known) return;
  throw new StoreError(
    "store-too-new",
    "The database was last used by a newer Cado Reach.",
    "Start that version, or restore a backup from before into a new database (docs/store.md).",
  );
}
