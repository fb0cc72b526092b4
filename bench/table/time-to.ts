import type { Page } from "@playwright/test";
import type { Awaited } from "../browser/frame-clock.ts";

/** Nobody waits longer for a table. */
const WITHIN_MS = 20_000;

/**
 * Does something, and answers with the ms from its event's time stamp to the end of the frame that shows what is awaited.
 * Throws where that is shown before, or not in time.
 */
export async function timeTo(page: Page, event: string, awaited: Awaited, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(([name, what, within]) => window.clock.arm(name, what, within), [event, awaited, WITHIN_MS] as const);
  await act();
  return page.evaluate(() => window.clock.answer);
}
