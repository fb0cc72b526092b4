import "server-only";
import { getConfig, type WebhookConfig, type WebhookEvent } from "#lib/config/config.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { shownUrl } from "./receiver.ts";
import { type ReceiverState, readReceiverStates } from "./receiver-state.ts";

/** A configured receiver without its secret, with what last came of it; null where nothing was sent yet. */
export type ListedWebhook = {
  url: string;
  events: readonly WebhookEvent[];
  coverageBelow: number | null;
  last: ReceiverState | null;
};

/** Every configured receiver, in the configuration's order. */
export async function listWebhooks(
  db: StoreDb,
  receivers: readonly WebhookConfig[] = getConfig().webhooks,
): Promise<readonly ListedWebhook[]> {
  const urls = receivers.map(({ url }) => url);
  const states = await readReceiverStates(db, urls);
  return receivers.map(({ url, events, coverageBelow }) => ({
    url: shownUrl(url),
    events,
    coverageBelow,
    last: states.get(url) ?? null,
  }));
}
