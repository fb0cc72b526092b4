import "server-only";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import { getConfig, type WebhookConfig } from "#lib/config/config.ts";
import { QUEUES } from "#lib/store/queues.ts";
import type { Store } from "#lib/store/store.ts";
import { deliver } from "./deliver.ts";
import type { QueuedWebhook } from "./queue-webhook.ts";
import { receiverId } from "./receiver.ts";
import { recordDelivery } from "./record-delivery.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** One receiver that never answers must not keep the others waiting for its ten seconds. */
const AT_ONCE = 4;

/** Takes payloads from the queue and sends them, until the queue is stopped. */
export async function workWebhooks(store: Store): Promise<void> {
  const options = { includeMetadata: true, localConcurrency: AT_ONCE } as const;
  await store.boss.work<QueuedWebhook>(QUEUES.webhook, options, async (jobs) => {
    for (const { data, retryCount } of jobs) await sendQueued(store, data, retryCount + 1);
  });
}

type SendOptions = { now?: Date; receivers?: readonly WebhookConfig[] };

/**
 * One attempt at a queued payload. Resolves where nothing more is to be done: it was delivered, the receiver wants
 * nothing more, it is no longer configured, or a day has gone by; rejects where it is to be tried again.
 */
export async function sendQueued(
  store: Store,
  queued: QueuedWebhook,
  attempts: number,
  { now = new Date(), receivers = getConfig().webhooks }: SendOptions = {},
): Promise<void> {
  const { id, event } = queued;
  const actor = systemActor("webhooks");
  const receiver = receivers.find(({ url }) => receiverId(url) === queued.receiver);
  if (receiver === undefined) {
    const detail = "The configuration does not name this receiver any more.";
    const entry = {
      kind: "webhook",
      actor,
      url: `receiver ${queued.receiver}`,
      event,
      ok: false,
      attempts: attempts - 1,
      detail,
    } as const;
    await store.transact("webhook", (tx) => appendAudit(tx, [entry], { now }));
    return;
  }
  const outcome = await deliver(receiver, queued, { now });
  const tooLate = now.getTime() - Date.parse(queued.queuedAt) >= DAY_MS;
  const final = outcome.ok || outcome.gone || tooLate;
  await recordDelivery(store, { url: receiver.url, event, id, attempts, outcome, final, actor, at: now });
  if (!final) throw new Error(`Webhook ${id} was not delivered: ${outcome.status ?? outcome.detail}`);
}
