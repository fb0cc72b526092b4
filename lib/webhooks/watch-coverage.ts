import "server-only";
import { getConfig, type WebhookConfig } from "#lib/config/config.ts";
import { coveragePoints } from "#lib/history/coverage-series.ts";
import type { EstateSweep } from "#lib/inventory/sweep/estate-sweep.ts";
import type { Store } from "#lib/store/store.ts";
import { tellCoverage } from "./tell-coverage.ts";

/**
 * Looks at coverage whenever a sweep has ended and the history of it is kept, and tells of it (tell-coverage.ts). From the
 * history and not from the estate in memory: that forgets, over a restart, the nodes of what cannot be read just now.
 * Does nothing where no receiver asked. Answers a function that ends it.
 */
export function watchCoverage(
  estate: Pick<EstateSweep, "subscribe">,
  history: { whenIdle(): Promise<void> },
  store: () => Promise<Store>,
  receivers: readonly WebhookConfig[] = getConfig().webhooks,
): () => void {
  if (!receivers.some(({ events }) => events.includes("coverage-below"))) return () => undefined;
  return estate.subscribe((line) => {
    if (line.t === "done") void look(history, store, receivers);
  });
}

async function look(
  history: { whenIdle(): Promise<void> },
  store: () => Promise<Store>,
  receivers: readonly WebhookConfig[],
): Promise<void> {
  try {
    await history.whenIdle();
    const opened = await store();
    const [point] = await coveragePoints(opened.db, "run-command", [Date.now()]);
    // Nothing was read yet, or nothing of it could be kept.
    if (point === undefined || point.readAt === null) return;
    await tellCoverage(opened, point, receivers);
  } catch (error) {
    console.error("Receivers could not be told of coverage; it is looked at again after the next sweep:", error);
  }
}
