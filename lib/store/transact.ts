import "server-only";
import type { Store, StoreDb } from "./store.ts";
import { type StoreError, toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";

/** Called right before and right after a transaction is kept. Crash tests end the process in it. */
export type OnDurable = (name: string, when: "before" | "after") => void;

export type TransactOptions = {
  onDurable?: OnDurable | undefined;
  /** Throws StoreError where nothing may be written just now. */
  checkRoom?: () => void;
  /** Told of every failing of the database itself. */
  onFailure?: (error: StoreError) => void;
};

/**
 * What PostgreSQL says may be tried again ("Serialization Failure Handling"); a key that two chose at the same time: the
 * second then finds the row of the first; and a row that somebody held for long.
 */
const TRY_AGAIN = new Set(["40001", "40P01", "23505", "55P03"]);
const TRIES = 5;

/** Transactions on a database. A failing of the database itself comes out as StoreError; all else as it was thrown. */
export function transactOn(db: StoreDb, { onDurable, checkRoom, onFailure }: TransactOptions): Store["transact"] {
  return async (name, work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        checkRoom?.();
        const value = await db.transaction(async (tx) => {
          const result = await work(tx);
          onDurable?.(name, "before");
          return result;
        });
        onDurable?.(name, "after");
        noteHealth(null);
        return value;
      } catch (error) {
        if (tries < TRIES && TRY_AGAIN.has(sqlState(error))) continue;
        const failure = toStoreError(error);
        if (failure === null) throw error;
        noteHealth(failure);
        onFailure?.(failure);
        throw failure;
      }
    }
  };
}

/** SQLSTATE of what a database threw ("PostgreSQL Error Codes"); "" for any other error. */
export function sqlState(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
