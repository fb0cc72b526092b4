import "server-only";
import { type SQL, sql } from "drizzle-orm";

/** A moment as a parameter. */
export function atMoment(ms: number): SQL {
  return sql`${new Date(ms).toISOString()}::timestamptz`;
}

/**
 * Index of the first of the moments (epoch milliseconds, ascending) that is not before `column`; their number where all
 * are. Moments are kept to the millisecond, so that "not before" is "less than a millisecond after".
 */
export function firstMomentAfter(column: SQL, moments: readonly number[]): SQL {
  const thresholds = moments.map((ms) => new Date(ms + 1).toISOString());
  return sql`width_bucket(${column}, ${sql.param(thresholds)}::timestamptz[])`;
}

/** A column of moments as epoch milliseconds. */
export function epochMs(column: SQL): SQL {
  return sql`(extract(epoch from ${column}) * 1000)::float8`;
}
