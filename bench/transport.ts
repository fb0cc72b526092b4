// How the rows of an estate that was read come to a browser, beside the same rows as one JSON array: `npm run bench:transport`.
//   --size N   instances; 100,000
//   --runs N   7
import { parseArgs } from "node:util";
import { openBrowser } from "./browser/open-browser.ts";
import { readSnapshot } from "./product/read-snapshot.ts";
import { startProduct } from "./product/start-product.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { servePeers } from "./table/serve-peers.ts";
import { measureArrival } from "./transport/measure-arrival.ts";
import { wireMb } from "./transport/wire-bytes.ts";

const { values } = parseArgs({
  options: { size: { type: "string", default: "100000" }, runs: { type: "string", default: "7" } },
});
const size = Number(values.size);
const browser = await openBrowser();
const product = await startProduct({ instances: size });
const snapshot = await readSnapshot(product);
const nodes = Array.from({ length: snapshot.rowCount }, (_, row) => snapshot.node(row));
const server = await servePeers(["row-json"], { json: { "/nodes.json": nodes } });
const lines = `${product.url}/api/instances`;
const document = new URL("/nodes.json", server.page("row-json")).href;
const { cookie } = product;
const measures = new Measures();
const total = snapshot.liveCount;
for (let run = 0; run < Number(values.runs); run += 1) {
  const ours = { url: `${product.url}/`, path: "/api/instances", total, product };
  await measureArrival(browser, ours, (measure, value) => measures.add(measure, "product", value));
  const theirs = { url: server.page("row-json"), path: "/nodes.json", total, product: null };
  await measureArrival(browser, theirs, (measure, value) => measures.add(measure, "row-json", value));
  // As the pages ask for it; without, as scripts do.
  measures.add("MB on the wire", "product", await wireMb(`${lines}?encoding=deflate-raw`, { cookie }));
  measures.add("MB uncompressed", "product", await wireMb(lines, { cookie }));
  measures.add("MB on the wire", "row-json", await wireMb(document));
  measures.add("MB uncompressed", "row-json", JSON.stringify(nodes).length / 1e6);
}
const machine = describeMachine(browser);
server.close();
await browser.close();
await product.stop();
console.log(measures.lines().join("\n"));
keepResult("transport", { measuredAt: new Date().toISOString(), machine, setting: { size }, figures: measures.figures() });
