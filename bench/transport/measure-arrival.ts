import type { Browser } from "@playwright/test";
import { openPage } from "../browser/open-browser.ts";
import { installProductSubject } from "../product/product-subject.ts";
import type { Product } from "../product/start-product.ts";
import type { Tell } from "../table/contender.ts";
import { type Arrival, watchArrival } from "./watch-arrival.ts";

export type Arriving = { url: string; path: string; total: number; product: Product | null };

/** Opens a page in a fresh browser profile and tells when its rows were there. */
export async function measureArrival(browser: Browser, { url, path, total, product }: Arriving, tell: Tell): Promise<void> {
  const { page, context } = await openPage(browser, product === null ? {} : { cookie: product.cookie, url: product.url });
  if (product !== null) await page.addInitScript(installProductSubject);
  await page.addInitScript(watchArrival, { path, total });
  await page.goto(url);
  await page.waitForFunction(() => window.arrival.longestTaskMs !== undefined, undefined, { timeout: 60_000 });
  const { firstRowMs, completeMs, longestTaskMs } = (await page.evaluate(() => window.arrival)) as Arrival;
  tell("first row", firstRowMs);
  tell("complete", completeMs);
  tell("longest task", longestTaskMs);
  await context.close();
}
