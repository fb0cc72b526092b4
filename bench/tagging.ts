// Tagging the nodes of one account-region against AWS's buckets and latencies, the product's way and two plain ones:
// `npm run bench:tagging`.
//   --size N         nodes that the product tags; 100,000
//   --peer-size N    nodes that the plain taggers tag, whose time grows evenly; 10,000
//   --only A,B       of product, peers
import { parseArgs } from "node:util";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { measureJob } from "./tagging/measure-job.ts";
import { measurePlainTagger } from "./tagging/measure-plain-tagger.ts";

// The record of who did what asks the settings for its key, and settings are not valid without a token.
process.env.CADO_REACH_TOKEN ??= "a-token-for-benchmarks";

const PLAIN = [
  { name: "25 ids x 2 workers", idsPerCall: 25, workers: 2 },
  { name: "20 ARNs a call", idsPerCall: 20, workers: 1 },
];
const { values } = parseArgs({
  options: {
    size: { type: "string", default: "100000" },
    "peer-size": { type: "string", default: "10000" },
    only: { type: "string", default: "" },
    runs: { type: "string", default: "1" },
  },
});
const size = Number(values.size);
const takesPart = (name: string) => values.only === "" || values.only.split(",").includes(name);
const measures = new Measures();
if (takesPart("product")) await measureJob(size, measures);
if (takesPart("peers")) for (const tagger of PLAIN) await measurePlainTagger(tagger, Number(values["peer-size"]), measures);
console.log(measures.lines().join("\n"));
keepResult("tagging", {
  measuredAt: new Date().toISOString(),
  machine: describeMachine(null),
  setting: { size, "peer size": values["peer-size"] },
  figures: measures.figures(),
});
process.exit(0);
