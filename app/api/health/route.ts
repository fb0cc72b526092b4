import { guarded } from "#lib/auth/guard.ts";
import { storeHealth } from "#lib/store/store-health.ts";

/**
 * Says that the server is up, and whether it can keep records, to whoever may reach it: for load balancers and start-up
 * scripts. The database not answering is no reason to take the server away: everything can still be looked at.
 */
export const GET = guarded(
  () => {
    const { kind, open, problem, since } = storeHealth();
    return Response.json({ status: "ok", store: { kind, open, problem: problem?.code ?? null, since } });
  },
  { open: true },
);
