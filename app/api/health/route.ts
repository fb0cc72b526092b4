import { guarded } from "#lib/auth/guard.ts";

/** Says that the server is up, and nothing else, to whoever may reach it: for load balancers and start-up scripts. */
export const GET = guarded(() => Response.json({ status: "ok" }), { open: true });
