// The stand-in AWS estate alone, for any AWS client.
import { shellLines } from "../lib/demo/shell-lines.ts";
import { describeEstate, readDemoSettings, startEstate } from "./demo-estate.ts";
import { onEnd, refuseToStart } from "./say.ts";

const read = readDemoSettings();
if ("problems" in read) refuseToStart(read.problems);
const started = await startEstate(read.settings);
if ("problems" in started) refuseToStart(started.problems);
const { standIn } = started;
onEnd(() => void standIn.close().then(() => process.exit(0)));

console.log(`\nDemo estate at ${standIn.url}: ${describeEstate(read.settings, standIn)}\n`);
console.log(shellLines(standIn));
console.log("Ctrl+C stops it.");
