import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { PgBoss } from "pg-boss";
import type { Problem } from "#lib/domain/problem.ts";
import type * as schema from "./schema.ts";

/** The database as drizzle gives it, whichever driver is behind it; a transaction of it has the same type. */
export type StoreDb = PgDatabase<PgQueryResultHKT, typeof schema>;

/** The dashboard's own database, open and migrated. */
export type Store = {
  readonly kind: "pglite" | "postgres";
  readonly db: StoreDb;
  /**
   * One transaction, kept when the promise resolves. Every durable change goes through here: tests end the process at
   * each of them. `name` says what is kept (`intend`, `answered`).
   */
  transact<T>(name: string, work: (tx: StoreDb) => Promise<T>): Promise<T>;
  /** The queue in the same database, started. */
  readonly boss: PgBoss;
  close(): Promise<void>;
};

/** How the database does, as the process that uses it sees it. `problem` null: fine, as far as the last call told. */
export type StoreHealth = { kind: Store["kind"]; open: boolean; problem: Problem | null; since: string };
