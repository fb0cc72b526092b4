import "server-only";
import type { PGlite } from "@electric-sql/pglite";
import { type Db, fromPglite } from "pg-boss";
import { toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";
import type { TransactOptions } from "./transact.ts";

/**
 * The embedded database as pg-boss wants it. The queue looks for work many times a minute, so how that ends is how the
 * database does.
 */
export function queueOn(pglite: PGlite, { checkRoom, onFailure }: TransactOptions): Db {
  const queue = fromPglite({
    query: <T>(text: string, values?: unknown[]) => pglite.query<T>(text, values),
    // Several statements with a BEGIN of their own: were one to fail on the bare connection, whatever comes next would
    // find itself in the failed transaction.
    exec: (text) => pglite.transaction((tx) => tx.exec(text)),
  });
  return {
    ...queue,
    async executeSql(text, values) {
      try {
        checkRoom?.();
        const answer = await queue.executeSql(text, values);
        noteHealth(null);
        return answer;
      } catch (error) {
        const failure = toStoreError(error);
        noteHealth(failure);
        if (failure !== null) onFailure?.(failure);
        throw error;
      }
    },
  };
}
