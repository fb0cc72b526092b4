import "server-only";
import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { StoreDb } from "#lib/store/store.ts";

/**
 * The rows of a statement of our own, each checked against `shape`. Both drivers give texts as strings and `int` and
 * `float8` as numbers: cast everything else to one of these. Throws where the database refuses, or answers another shape.
 */
export async function queryRows<Row>(db: StoreDb, statement: SQL, shape: z.ZodType<Row>): Promise<readonly Row[]> {
  const answer: unknown = await db.execute(statement);
  return z.object({ rows: z.array(shape) }).parse(answer).rows;
}
