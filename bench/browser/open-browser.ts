import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "../../scripts/find-browser.ts";

/** The browser of all measurements: one for everything that is compared. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
}

export type OpenedPage = { page: Page; context: BrowserContext };

/** A page in a renderer process of its own. What it throws ends the benchmark. */
export async function openPage(browser: Browser, { cookie, url }: { cookie?: string; url?: string } = {}): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  if (cookie !== undefined && url !== undefined) {
    const [name = "", ...value] = cookie.split("=");
    await context.addCookies([{ name, value: value.join("="), url }]);
  }
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return { context, page };
}
