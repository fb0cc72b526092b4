import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import { getConfig, type WebhookConfig } from "#lib/config/config.ts";
import { QUEUES } from "#lib/store/queues.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import type { Parcel } from "./deliver.ts";
import { receiverId } from "./receiver.ts";
import { payloadText, type WebhookMessage } from "./webhook-message.ts";

/** A payload on its way. The receiver is named, not addressed: its address and secret are read from the configuration. */
export type QueuedWebhook = Parcel & { receiver: string; queuedAt: string };

/**
 * How pg-boss tries again: after about 15 s, twice as long each time, at most 3 h. The worker itself gives up after a
 * day (work-webhooks.ts), so that the last attempt is known to be the last; the limit here is never reached. What the
 * process died with in its hands is taken up again after a minute.
 */
const SENDING = { retryLimit: 1000, retryDelay: 15, retryBackoff: true, retryDelayMax: 10_800, expireInSeconds: 60 } as const;

/**
 * Queues a message for every receiver that asked for its event, within the caller's transaction: it is sent if, and only
 * if, what it tells of was kept. `receivers` are the configured ones unless given. Costs nothing where there is none.
 */
export async function queueWebhook(
  tx: StoreDb,
  store: Pick<Store, "boss">,
  message: WebhookMessage,
  receivers: readonly WebhookConfig[] = getConfig().webhooks,
): Promise<void> {
  for (const receiver of receivers) {
    if (message.event !== "test" && !receiver.events.includes(message.event)) continue;
    const id = randomUUID();
    const data: QueuedWebhook = {
      id,
      event: message.event,
      body: payloadText(id, message),
      receiver: receiverId(receiver.url),
      queuedAt: new Date().toISOString(),
    };
    await store.boss.send(QUEUES.webhook, data, { id, ...SENDING, db: bossDb(tx) });
  }
}

/** Both drivers answer a statement with `{ rows }`; the type that drizzle has for whichever driver it is does not say so. */
function bossDb(tx: StoreDb): ReturnType<typeof fromDrizzle> {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
