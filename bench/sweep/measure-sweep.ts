import type { EstateShape } from "../../lib/demo/estate/estate.ts";
import type { Measures } from "../report/measures.ts";
import { startWatchedProduct } from "../server/start-watched-product.ts";
import { checkTagAlone } from "./check-tag-alone.ts";
import { followSweep } from "./follow-sweep.ts";
import { estateOf, holdToTruth } from "./truth.ts";

const SETTLED: ReadonlySet<string> = new Set(["read", "denied"]);

/** One whole sweep of an estate with AWS's buckets and latencies, held to the truth; then a check of our tag alone. */
export async function measureSweep(shape: EstateShape, instances: number, measures: Measures): Promise<void> {
  const product = await startWatchedProduct({
    instances,
    env: { CADO_REACH_DEMO_SHAPE: shape, CADO_REACH_DEMO_LATENCY: "on" },
  });
  const tell = (measure: string, value: number) => measures.add(`${shape}: ${measure}`, "product", value);
  await product.reset();
  const { snapshot, firstRowsMs, doneMs } = await followSweep(product);
  const { cpuS, loopP99Ms, loopMaxMs, peakRssMb, answers } = await product.figures();
  const estate = estateOf(instances, shape);
  holdToTruth(snapshot, estate);
  tell("wall", doneMs);
  tell("first rows", firstRowsMs);
  tell("CPU of the server", cpuS * 1000);
  tell("event-loop delay, p99", loopP99Ms);
  tell("event-loop delay, most", loopMaxMs);
  tell("RSS of the server, most", peakRssMb);
  const calls = Object.entries(answers);
  tell(
    "calls",
    calls.reduce((sum, [, count]) => sum + count, 0),
  );
  tell(
    "calls refused or throttled",
    calls.reduce((sum, [status, count]) => sum + (Number(status) >= 400 ? count : 0), 0),
  );
  // One is denied to everybody, and has to be told as that.
  tell("account-regions failed", snapshot.cells.filter(({ state }) => !SETTLED.has(state)).length);
  await product.reset();
  tell("our tag alone", await checkTagAlone(product, snapshot, estate));
  tell("our tag alone, CPU of the server", (await product.figures()).cpuS * 1000);
  await product.stop();
}
