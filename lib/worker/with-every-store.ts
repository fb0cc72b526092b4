import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { getStore } from "#lib/store/get-store.ts";
import type { Store } from "#lib/store/store.ts";

const LOOK_AGAIN_MS = 1_000;

/**
 * Calls `begin` with the database once it can be opened, and again with every other that takes its place: the embedded
 * one is given up after a full disk and opened anew. Goes on for the life of the process.
 */
export async function withEveryStore(begin: (store: Store) => Promise<void>): Promise<never> {
  let begun: Store | undefined;
  let isDown = false;
  for (;;) {
    try {
      const store = await getStore();
      isDown = false;
      if (store !== begun) {
        await begin(store);
        begun = store;
      }
    } catch (error) {
      // Said once; the screens say it as long as it lasts.
      if (!isDown) console.error("The work in the background waits for the database:", error);
      isDown = true;
    }
    await wait(LOOK_AGAIN_MS);
  }
}
