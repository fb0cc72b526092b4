// The product's table beside others, on the same rows in the same browser: `npm run bench:table`.
//   --size N     rows; 100,000
//   --runs N     runs, in which the tables take turns; 7
//   --only A,B   of product, ag-grid, tanstack, glide
//   --areas A,B  of keys, fling, group, select, sort, heap
import { parseArgs } from "node:util";
import { openBrowser } from "./browser/open-browser.ts";
import { peerRows, productRows } from "./product/product-rows.ts";
import { readSnapshot } from "./product/read-snapshot.ts";
import { startProduct } from "./product/start-product.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { PEERS } from "./table/build-page.ts";
import type { Area } from "./table/contender.ts";
import { measureKept, peerContender, productContender } from "./table/contenders.ts";
import { measureContender } from "./table/measure-contender.ts";
import { servePeers } from "./table/serve-peers.ts";

const AREAS: readonly Area[] = ["keys", "fling", "group", "select", "sort", "heap"];
const { values } = parseArgs({
  options: {
    size: { type: "string", default: "100000" },
    runs: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    areas: { type: "string", default: "" },
  },
});
const size = Number(values.size);
const only = values.only.split(",").filter(Boolean);
const areas = AREAS.filter((area) => values.areas === "" || values.areas.split(",").includes(area));
const takesPart = (name: string) => only.length === 0 || only.includes(name);

const browser = await openBrowser();
const product = await startProduct({ instances: size });
const lines = Buffer.from(await (await product.get("/api/instances")).arrayBuffer());
const rows = productRows(await readSnapshot(product));
const objects = peerRows(rows);
const peers = PEERS.filter(takesPart);
const server = await servePeers([...peers, "rows-only", "columns-only"], { json: { "/rows.json": objects }, lines });
const columnsMb = await measureKept(browser, server, "columns-only");
const objectsMb = await measureKept(browser, server, "rows-only");
console.log(
  `${rows.length.toLocaleString("en")} rows: ${columnsMb.toFixed(1)} MB as columns, ${objectsMb.toFixed(1)} MB as objects`,
);
const contenders = [
  ...(takesPart("product") ? [productContender(browser, product, rows, columnsMb)] : []),
  ...peers.map((name) => peerContender(browser, name, server, objects, objectsMb)),
];

const measures = new Measures();
const machine = describeMachine(browser);
for (let run = 0; run < Number(values.runs); run += 1) {
  for (const contender of contenders) {
    const begun = performance.now();
    await measureContender(contender, areas, (measure, value) => measures.add(measure, contender.name, value));
    console.log(`run ${run + 1}: ${contender.name} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  keepResult("table", { measuredAt: new Date().toISOString(), machine, setting: { size }, figures: measures.figures() });
}
server.close();
await browser.close();
await product.stop();
console.log(measures.lines().join("\n"));
