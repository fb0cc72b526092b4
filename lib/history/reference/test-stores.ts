import { afterAll, beforeAll, describe, vi } from "vitest";
import { startPostgres } from "#e2e/postgres-server.ts";
import { startTestStore } from "#e2e/test-store.ts";
import { openPostgres } from "#lib/store/open-postgres.ts";
import type { Store } from "#lib/store/store.ts";

/** The same tests on the embedded database and on a Postgres server. `store` is there once they run. */
export function describeOnBoth(define: (store: () => Store) => void): void {
  describe.each(["pglite", "postgres"] as const)("on %s", (kind) => {
    let store: Store | undefined;
    let end = async (): Promise<void> => undefined;

    beforeAll(async () => {
      if (kind === "pglite") {
        store = await startTestStore();
        return;
      }
      const server = await startPostgres();
      end = async () => {
        // The queue lets go of its last connection a moment later, and says that it was lost.
        const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
        await server.close();
        log.mockRestore();
      };
      store = await openPostgres(server.url);
    }, 60_000);
    afterAll(async () => {
      await store?.close();
      await end();
    });

    define(() => {
      if (store === undefined) throw new Error("the database has not been started");
      return store;
    });
  });
}
