// What the server costs: a sweep with twenty looking on, and estates of several sizes: `npm run bench:server`.
//   --size N       instances while twenty look on; 100,000
//   --sizes A,B    1000,10000,100000,1000000
//   --only A,B     of clients, sizes, recount
import { parseArgs } from "node:util";
import { openBrowser } from "./browser/open-browser.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { measureClients } from "./server/measure-clients.ts";
import { measureRecount } from "./server/measure-recount.ts";
import { measureSize } from "./server/measure-size.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "100000" },
    sizes: { type: "string", default: "1000,10000,100000,1000000" },
    only: { type: "string", default: "" },
    runs: { type: "string", default: "1" },
  },
});
const takesPart = (name: string) => values.only === "" || values.only.split(",").includes(name);
const size = Number(values.size);
const sizes = values.sizes.split(",").map(Number);
const measures = new Measures();
const browser = await openBrowser();
if (takesPart("recount")) for (const instances of sizes) measureRecount(instances, measures);
if (takesPart("clients")) await measureClients(browser, size, measures);
if (takesPart("sizes")) for (const instances of sizes) await measureSize(instances, measures);
const machine = describeMachine(browser);
await browser.close();
console.log(measures.lines().join("\n"));
keepResult("server", { measuredAt: new Date().toISOString(), machine, setting: { size }, figures: measures.figures() });
