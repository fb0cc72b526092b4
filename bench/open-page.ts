// How soon the instances screen is there, and how soon it answers a keystroke: `npm run bench:open [INSTANCES]`.
// From opening the page, with nothing read yet, to the first row and to the last account-region; then from a key's event to the
// frame that shows the new count. Real browser, real SDK, the stand-in with AWS's buckets.
import { chromium, type Page } from "@playwright/test";
import { startDemo } from "../e2e/demo-process.ts";
import { BROWSER_FLAGS, findBrowser } from "../scripts/find-browser.ts";

const instances = Number(process.argv[2] ?? 10_000);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
const demo = await startDemo({ instances });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
await watchFirstRow(page);
await page.goto(demo.link);
await page.getByText(/^Read \d+ of/).waitFor({ timeout: 120_000 });
const completeMs = await page.evaluate(() => performance.now());
const firstRowMs = await page.evaluate(() => (window as typeof window & { firstRowMs: number }).firstRowMs);
const keys = await measureKeys(page, "web-prod eu");
await browser.close();
await demo.stop();

const sorted = keys.toSorted((a, b) => a - b);
const format = (ms: number | undefined) => `${Math.round(ms ?? Number.NaN)} ms`;
console.log(`${instances.toLocaleString("en")} instances`);
console.log(`  first row on screen  ${format(firstRowMs)}`);
console.log(`  everything read      ${format(completeMs)}`);
console.log(
  `  key to painted count ${format(sorted[Math.floor(sorted.length / 2)])} median, ${format(sorted.at(-1))} worst of ${sorted.length}`,
);

/** Notes, in the page's own time since it was asked for, the frame that shows the first row. */
async function watchFirstRow(target: Page): Promise<void> {
  await target.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') === null) return;
      watch.disconnect();
      requestAnimationFrame(() => Object.assign(window, { firstRowMs: performance.now() }));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
}

/** Types the text and times each key from its event to the first frame after the grid's row count changed, or stayed. */
async function measureKeys(target: Page, text: string): Promise<number[]> {
  await target.getByRole("combobox", { name: "Search or filter instances" }).focus();
  await target.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    const status = document.querySelector("[role=grid]");
    document.addEventListener(
      "keydown",
      (event) => {
        const before = status?.getAttribute("aria-rowcount");
        const deadline = event.timeStamp + 1000;
        const look = () => {
          const now = performance.now();
          // A key that finds the same rows changes nothing to wait for.
          if (status?.getAttribute("aria-rowcount") === before && now < deadline) requestAnimationFrame(look);
          else if (now < deadline) requestAnimationFrame(() => times.push(performance.now() - event.timeStamp));
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  for (const key of text) {
    await target.keyboard.press(key === " " ? "Space" : key);
    await target.waitForTimeout(1100);
  }
  return target.evaluate(() => (window as typeof window & { keyTimes: number[] }).keyTimes);
}
