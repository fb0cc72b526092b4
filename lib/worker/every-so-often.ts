import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { isOpenStore } from "#lib/store/get-store.ts";
import type { Store } from "#lib/store/store.ts";

/**
 * Does `work` now and then again after each pause, for as long as the store is the one in use. What fails is logged once
 * and tried again at the next time.
 */
export function everySoOften(store: Store, pauseMs: number, name: string, work: () => Promise<void>): void {
  void (async () => {
    let isFailing = false;
    while (isOpenStore(store)) {
      try {
        await work();
        isFailing = false;
      } catch (error) {
        if (!isFailing) console.error(`${name} failed, and is tried again:`, error);
        isFailing = true;
      }
      await wait(pauseMs, undefined, { ref: false });
    }
  })();
}
