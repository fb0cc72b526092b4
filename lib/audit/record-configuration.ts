import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { systemActor } from "#lib/auth/system-actor.ts";
import { type Config, getConfig } from "#lib/config/config.ts";
import { getSettings, type Settings } from "#lib/settings.ts";
import { keptValue } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { appendAudit } from "./append-audit.ts";
import { describeConfiguration, findChanges } from "./describe-configuration.ts";

const KEY = "configuration";

const Kept = z.object({ salt: z.string(), values: z.record(z.string(), z.unknown()) });

/**
 * Records what of the configuration and the settings is not as it was at the start before; at the first start of a
 * database all of it. A secret is never recorded: only that it is another one.
 */
export async function recordConfiguration(
  store: Pick<Store, "transact">,
  config: Config = getConfig(),
  settings: Settings = getSettings(),
): Promise<void> {
  await store.transact("configuration", async (tx) => {
    const [row] = await tx.select().from(keptValue).where(eq(keptValue.key, KEY)).for("update");
    const kept = Kept.safeParse(row?.value).data;
    const now = describeConfiguration(config, settings, kept?.salt);
    const changed = findChanges(kept?.values ?? {}, now.values);
    if (changed.length === 0) return;
    const value = { value: now, at: new Date() };
    await tx
      .insert(keptValue)
      .values({ key: KEY, ...value })
      .onConflictDoUpdate({ target: keptValue.key, set: value });
    await appendAudit(tx, [{ kind: "configuration", actor: systemActor("start"), changed }]);
  });
}
