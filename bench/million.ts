// A million instances in the browser: `npm run bench:million`. The product's own page, with the lines of a made estate in
// place of those of a sweep.
//   --size N   instances; 1,000,000
//   --runs N   3
import { parseArgs } from "node:util";
import { benchEstate } from "./bench-estate.ts";
import { installFrameClock } from "./browser/frame-clock.ts";
import { openBrowser, openPage } from "./browser/open-browser.ts";
import { readTabMemory } from "./browser/tab-memory.ts";
import { countFound } from "./million/count-found.ts";
import { serveLines } from "./million/serve-lines.ts";
import { installProductSubject } from "./product/product-subject.ts";
import { startProduct } from "./product/start-product.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { measureFling, TYPED } from "./table/measure-contender.ts";
import { timeTo } from "./table/time-to.ts";

const { values } = parseArgs({
  options: { size: { type: "string", default: "1000000" }, runs: { type: "string", default: "3" } },
});
const size = Number(values.size);
const snapshot = benchEstate(size);
const counts = countFound(snapshot, TYPED);
const lines = await serveLines(snapshot);
const browser = await openBrowser();
const product = await startProduct({ instances: 6 });
const measures = new Measures();
for (let run = 0; run < Number(values.runs); run += 1) {
  const { page, context } = await openPage(browser, { cookie: product.cookie, url: product.url });
  await page.addInitScript(installProductSubject);
  await page.addInitScript(installFrameClock);
  await page.route("**/api/instances?*", (route) => route.continue({ url: lines.url }));
  const begun = performance.now();
  await page.goto(product.url);
  await page.waitForFunction((total) => window.subject?.shown().count === total, snapshot.liveCount, { timeout: 180_000 });
  const tell = (measure: string, value: number) => measures.add(measure, "product", value);
  tell("complete", performance.now() - begun);
  await page.waitForTimeout(3_000);
  tell("tab", await readTabMemory(browser));
  await page.getByRole("combobox", { name: "Search or filter instances" }).focus();
  let before = snapshot.liveCount;
  let first = true;
  for (const [at, key] of [...TYPED].entries()) {
    const count = counts[at] ?? before;
    const press = () => page.keyboard.press(key === " " ? "Space" : key);
    if (count === before) await press();
    else {
      const ms = await timeTo(page, "keydown", { count }, press);
      tell("key", ms);
      if (first) tell("first key", ms);
      first = false;
    }
    before = count;
    await page.waitForTimeout(300);
  }
  await page.getByRole("combobox", { name: "Search or filter instances" }).fill("");
  await page.waitForFunction((total) => window.subject.shown().count === total, snapshot.liveCount);
  await measureFling(page, tell);
  tell("tab after all that", await readTabMemory(browser));
  await context.close();
}
const machine = describeMachine(browser);
await browser.close();
lines.close();
await product.stop();
console.log(measures.lines().join("\n"));
keepResult("million", { measuredAt: new Date().toISOString(), machine, setting: { size }, figures: measures.figures() });
