import type { Browser, Page } from "@playwright/test";
import { openPage } from "../browser/open-browser.ts";
import { installProductSubject } from "../product/product-subject.ts";
import type { Product } from "../product/start-product.ts";
import type { Tell } from "../table/contender.ts";
import { collectScripts } from "./first-load.ts";
import { watchPage } from "./watch-page.ts";

const SLOWER = 4;

/** Opens the instances page with a processor four times as slow and does what people do there, one thing after the other. */
export async function measurePage(browser: Browser, product: Product, total: number, tell: Tell): Promise<void> {
  tell("first-load scripts, KB gzipped", await firstLoad(browser, product));
  const { page, context } = await openPage(browser, { cookie: product.cookie, url: product.url });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(installProductSubject);
  await page.addInitScript(watchPage);
  await page.goto(`${product.url}/`);
  await page.waitForFunction((count) => window.subject.shown().count === count, total, { timeout: 120_000 });
  await page.waitForTimeout(2_000);
  const { lcpMs } = await page.evaluate(() => window.pageFigures);
  tell("LCP", lcpMs);
  let worst = 0;
  for (const [name, act] of INTERACTIONS) {
    await page.evaluate(() => Object.assign(window.pageFigures, { worstInteractionMs: 0 }));
    await act(page, total);
    await page.waitForTimeout(1_500);
    const { worstInteractionMs } = await page.evaluate(() => window.pageFigures);
    tell(`interaction: ${name}`, worstInteractionMs);
    worst = Math.max(worst, worstInteractionMs);
  }
  tell("worst interaction", worst);
  tell("CLS", (await page.evaluate(() => window.pageFigures)).cls);
  await context.close();
}

/** At full speed: what is fetched ahead of need in idle moments may come before `load` where everything is slow. */
async function firstLoad(browser: Browser, product: Product): Promise<number> {
  const { page, context } = await openPage(browser, { cookie: product.cookie, url: product.url });
  const scriptsKb = collectScripts(page);
  await page.goto(`${product.url}/`, { waitUntil: "load" });
  const kb = await scriptsKb();
  await context.close();
  return kb;
}

const search = (page: Page) => page.getByRole("combobox", { name: "Search or filter instances" });

const INTERACTIONS: readonly (readonly [name: string, act: (page: Page, total: number) => Promise<void>])[] = [
  [
    "type a search",
    async (page) => {
      await search(page).focus();
      for (const key of "web-pr") {
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
      }
    },
  ],
  [
    "clear the search",
    async (page, total) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await search(page).fill("");
      await page.waitForFunction((count) => window.subject.shown().count === count, total);
    },
  ],
  [
    "sort by name and instance",
    async (page) => {
      for (const name of ["Name", "Instance"]) {
        await page.getByRole("columnheader", { name, exact: true }).getByRole("button").click();
        await page.waitForTimeout(800);
      }
    },
  ],
  [
    "select all and none",
    async (page) => {
      const all = page.getByRole("columnheader").first().getByRole("checkbox");
      await all.click();
      await page.waitForTimeout(800);
      await all.click();
    },
  ],
  [
    "open a menu and group by a tag",
    async (page) => {
      await page.getByRole("button", { name: "Group by" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Tag env", exact: true }).click();
      await page.waitForTimeout(800);
      await page.getByRole("button", { name: "Grouped by Tag env" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "No groups", exact: true }).click();
    },
  ],
  [
    "open the details of an instance",
    async (page) => {
      await page.locator('[role=row][aria-rowindex="3"] [aria-colindex="3"]').click();
      await page.getByRole("complementary", { name: /Details of/ }).waitFor();
    },
  ],
];
