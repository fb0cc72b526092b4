import { guarded } from "#lib/auth/guard.ts";
import { getStore } from "#lib/store/get-store.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";

/** The configured receivers without their secrets, each with what last came of it. */
export const GET = guarded(async () => Response.json({ webhooks: await listWebhooks((await getStore()).db) }));
