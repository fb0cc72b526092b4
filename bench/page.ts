// How soon the instances page is there and how it answers on a processor four times as slow: `npm run bench:page`.
//   --size N   instances; 100,000
//   --runs N   7
import { parseArgs } from "node:util";
import { openBrowser } from "./browser/open-browser.ts";
import { measurePage } from "./page/measure-page.ts";
import { readSnapshot } from "./product/read-snapshot.ts";
import { startProduct } from "./product/start-product.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";

const { values } = parseArgs({
  options: { size: { type: "string", default: "100000" }, runs: { type: "string", default: "7" } },
});
const size = Number(values.size);
const browser = await openBrowser();
const product = await startProduct({ instances: size });
const { liveCount } = await readSnapshot(product);
const measures = new Measures();
for (let run = 0; run < Number(values.runs); run += 1) {
  await measurePage(browser, product, liveCount, (measure, value) => measures.add(measure, "product", value));
}
const machine = describeMachine(browser);
await browser.close();
await product.stop();
console.log(measures.lines().join("\n"));
keepResult("page", { measuredAt: new Date().toISOString(), machine, setting: { size }, figures: measures.figures() });
