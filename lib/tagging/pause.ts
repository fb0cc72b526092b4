import { setTimeout as wait } from "node:timers/promises";

/** Waits between half and all of `ms`, so that tries which failed together do not come back together. */
export async function pause(ms: number): Promise<void> {
  await wait(ms * (0.5 + Math.random() / 2));
}
