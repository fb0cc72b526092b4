import "server-only";
import { setImmediate as letOthers } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { toStoreError } from "./store-error.ts";

const FIRST_AFTER_MS = 5 * 60_000;
const THEN_EVERY_MS = 3_600_000;

/**
 * The embedded database has no process that vacuums and counts by itself, as a server does: without it every change would
 * take new room for good, and queries would be planned without figures. Done every hour; answers what ends that.
 */
export function keepTidy(pglite: PGlite, checkRoom: () => void): () => void {
  const run = async (): Promise<void> => {
    try {
      checkRoom();
      await tidy(pglite);
    } catch (error) {
      // A full disk or a closed database is said where work fails on it.
      if (toStoreError(error) === null) console.error("The embedded database could not be tidied up:", error);
    }
  };
  const first = setTimeout(run, FIRST_AFTER_MS).unref();
  const then = setInterval(run, THEN_EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(then);
  };
}

/** Table by table, with others in between: one holds everything up for as long as it is at it. */
export async function tidy(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss') order by 1",
  );
  for (const { name } of rows) {
    await pglite.query(`vacuum (analyze) ${name}`);
    await letOthers();
  }
}
