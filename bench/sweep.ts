// A whole sweep on the stand-in with AWS's buckets and latencies, beside others who read the same: `npm run bench:sweep`.
//   --size N     instances, in 850 account-regions; 100,000
//   --runs N     3
//   --only A,B   of product, aws-cli, serial-join: who reads
//   --shapes A,B of even, heavy
import { parseArgs } from "node:util";
import type { EstateShape } from "../lib/demo/estate/estate.ts";
import { describeMachine } from "./report/machine.ts";
import { Measures } from "./report/measures.ts";
import { keepResult } from "./report/results-file.ts";
import { measureCli } from "./sweep/measure-cli.ts";
import { measureSerialJoin } from "./sweep/measure-serial-join.ts";
import { measureSweep } from "./sweep/measure-sweep.ts";

const SHAPES: readonly EstateShape[] = ["even", "heavy"];
const { values } = parseArgs({
  options: {
    size: { type: "string", default: "100000" },
    runs: { type: "string", default: "3" },
    only: { type: "string", default: "" },
    shapes: { type: "string", default: "" },
  },
});
const size = Number(values.size);
const takesPart = (name: string) => values.only === "" || values.only.split(",").includes(name);
const shapes = SHAPES.filter((shape) => values.shapes === "" || values.shapes.split(",").includes(shape));
const measures = new Measures();
for (let run = 0; run < Number(values.runs) && takesPart("product"); run += 1) {
  for (const shape of shapes) await measureSweep(shape, size, measures);
}
// Once: what they take is latency, which does not vary.
if (takesPart("aws-cli")) await measureCli(size, measures);
if (takesPart("serial-join")) await measureSerialJoin(size, measures);
console.log(measures.lines().join("\n"));
keepResult("sweep", {
  measuredAt: new Date().toISOString(),
  machine: describeMachine(null),
  setting: { size },
  figures: measures.figures(),
});
