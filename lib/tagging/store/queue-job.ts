import "server-only";
import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import { QUEUES } from "#lib/store/queues.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";

/** Hands a job to the queue within the caller's transaction: a worker takes it up once, and only once, that is kept. */
export async function queueJob(tx: StoreDb, store: Pick<Store, "boss">, job: string): Promise<void> {
  await store.boss.send(QUEUES.tagging, { job }, { db: queueDb(tx) });
}

/** Both drivers answer a statement with `{ rows }`; the type that drizzle has for whichever driver it is does not say so. */
function queueDb(tx: StoreDb): ReturnType<typeof fromDrizzle> {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
