import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StoreDb } from "../store.ts";

const Latest = z.object({ rows: z.tuple([z.object({ latest: z.coerce.number() })]) });

/** The latest migration that a database has had: the moment at which it was made, in milliseconds. 0 for none. */
export async function findSchemaVersion(db: StoreDb): Promise<number> {
  const answer: unknown = await db.execute(
    sql`select coalesce(max(created_at), 0)::text as latest from drizzle.__drizzle_migrations`,
  );
  return Latest.parse(answer).rows[0].latest;
}
