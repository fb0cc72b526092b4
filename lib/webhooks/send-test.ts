import "server-only";
import { randomUUID } from "node:crypto";
import { getConfig, type WebhookConfig } from "#lib/config/config.ts";
import type { Actor } from "#lib/domain/actor.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Store } from "#lib/store/store.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { shownUrl } from "./receiver.ts";
import { recordDelivery } from "./record-delivery.ts";
import { payloadText } from "./webhook-message.ts";

export type TestResult = { ok: true; delivery: Delivery & { id: string } } | { ok: false; problem: Problem & { status: number } };

/**
 * Sends a test event now, once, and waits for the answer. `url` has to be that of a configured receiver, whole or as
 * shown: a server inside a network that calls any address it is given is a way into that network.
 */
export async function sendTest(
  store: Store,
  url: string,
  actor: Actor,
  receivers: readonly WebhookConfig[] = getConfig().webhooks,
): Promise<TestResult> {
  const receiver = receivers.find((each) => each.url === url || shownUrl(each.url) === url);
  if (receiver === undefined) return { ok: false, problem: NOT_CONFIGURED };
  const at = new Date();
  const id = randomUUID();
  const body = payloadText(id, { event: "test", at: at.toISOString() });
  const outcome = await deliver(receiver, { id, event: "test", body }, { now: at });
  await recordDelivery(store, { url: receiver.url, event: "test", id, attempts: 1, outcome, final: true, actor, at });
  return { ok: true, delivery: { ...outcome, id } };
}

const NOT_CONFIGURED = {
  status: 404,
  code: "no-such-webhook",
  title: "The configuration names no webhook with this address.",
  remedy: "Add it to webhooks in the configuration file and start Cado Reach again. GET /api/webhooks lists what is there.",
} as const;
