import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";
import { MIGRATIONS } from "./migrations-folder.ts";
import { SUPERVISION, startQueues } from "./queues.ts";
import * as schema from "./schema.ts";
import { refuseNewerDatabase } from "./schema-version.ts";
import { refuseOldServer } from "./server-version.ts";
import type { Store } from "./store.ts";
import { toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";
import { type TransactOptions, transactOn } from "./transact.ts";
import { watchServer } from "./watch-server.ts";

const CONNECTIONS = 10;
const CONNECT_MS = 3_000;
/** Longer than any of our statements: a server that does not answer is found out. */
const STATEMENT_MS = 60_000;
/**
 * A replica that was frozen in the middle of a transaction would hold its rows for ever, and with them the job and the end
 * of the audit chain. Longer than we ever stop within a transaction; and those that wait for its rows go first, so that
 * none of the frozen one's own gets them after that.
 */
const IDLE_IN_TRANSACTION_MS = 6_000;
const LOCK_MS = 4_000;
/** Held while one replica migrates; the others wait. Any number will do that nobody else uses here. */
const MIGRATION_LOCK = 741_220_315;

/** Opens a database on a Postgres server, for one or several replicas. Throws StoreError where that cannot be had. */
export async function openPostgres(url: string, options: TransactOptions = {}): Promise<Store> {
  const limits = {
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: "cado-reach",
  };
  const pool = new Pool({ connectionString: url, max: CONNECTIONS, lock_timeout: LOCK_MS, ...limits });
  // A connection was lost while nobody used it; the next use opens another.
  const onLost = (error: Error): void => {
    if (!pool.ending) noteHealth(toStoreError(error));
  };
  pool.on("error", onLost);
  // One that was lost in the middle of a transaction tells of it here too, and would end the process unheard.
  pool.on("connect", (client) => client.on("error", onLost));
  const boss = new PgBoss({ connectionString: url, max: 4, schedule: false, ...limits, ...SUPERVISION });
  try {
    await prepare(pool);
    const db = drizzle(pool, { schema });
    await startQueues(boss);
    const unwatch = watchServer(url);
    return {
      kind: "postgres",
      db,
      boss,
      transact: transactOn(db, options),
      async close() {
        unwatch();
        await boss.stop({ graceful: false }).catch(() => undefined);
        await pool.end();
      },
    };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await pool.end().catch(() => undefined);
    throw toStoreError(error) ?? error;
  }
}

async function prepare(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ server_version_num: string }>("show server_version_num");
    refuseOldServer(rows[0]?.server_version_num ?? "");
    await client.query("set lock_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      const db = drizzle(client, { schema });
      await refuseNewerDatabase(db);
      await migrate(db, { migrationsFolder: MIGRATIONS });
      await db
        .insert(schema.auditHead)
        .values({ id: 1, seq: 0, hash: "0".repeat(64) })
        .onConflictDoNothing();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
      await client.query("reset lock_timeout");
    }
  } finally {
    client.release();
  }
}
