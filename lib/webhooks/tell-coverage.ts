import "server-only";
import { eq } from "drizzle-orm";
import { getConfig, type WebhookConfig } from "#lib/config/config.ts";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { keptValue } from "#lib/store/schema.ts";
import type { Store, StoreDb } from "#lib/store/store.ts";
import { coverageStanding } from "./coverage-standing.ts";
import { queueWebhook } from "./queue-webhook.ts";
import { receiverId } from "./receiver.ts";

/**
 * To be called with the coverage of Run Command when a sweep has ended. Tells each receiver of `coverage-below` once
 * when its limit is gone below, and not again until coverage was at the limit or above it, over restarts and replicas.
 * Another limit in the configuration starts anew.
 */
export async function tellCoverage(
  store: Store,
  coverage: CoveragePoint,
  receivers: readonly WebhookConfig[] = getConfig().webhooks,
): Promise<void> {
  for (const receiver of receivers) {
    const { url, events, coverageBelow: below } = receiver;
    if (below === null || !events.includes("coverage-below")) continue;
    const { standing, shareAtLeast, shareAtMost } = coverageStanding(coverage, below);
    if (standing === "open") continue;
    await store.transact("coverage-told", async (tx) => {
      const at = new Date(coverage.at);
      const key = `coverage-below:${receiverId(url)}:${below}`;
      if ((await holdStanding(tx, key, at)) === standing) return;
      await tx.update(keptValue).set({ value: { standing }, at }).where(eq(keptValue.key, key));
      if (standing === "above") return;
      await queueWebhook(tx, store, { event: "coverage-below", at: coverage.at, below, shareAtLeast, shareAtMost, coverage }, [
        receiver,
      ]);
    });
  }
}

/** What was found last, held until the transaction ends: two replicas that end a sweep together tell of it once. */
async function holdStanding(tx: StoreDb, key: string, at: Date): Promise<string | null> {
  await tx
    .insert(keptValue)
    .values({ key, value: { standing: null }, at })
    .onConflictDoNothing();
  const [row] = await tx.select().from(keptValue).where(eq(keptValue.key, key)).for("update");
  const value: unknown = row?.value;
  const found = typeof value === "object" && value !== null && "standing" in value ? value.standing : null;
  return typeof found === "string" ? found : null;
}
