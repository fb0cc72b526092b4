import type { Measures } from "../report/measures.ts";
import { followSweep } from "../sweep/follow-sweep.ts";
import { estateOf, holdToTruth } from "../sweep/truth.ts";
import { wireMb } from "../transport/wire-bytes.ts";
import { startWatchedProduct } from "./start-watched-product.ts";

/** What an estate of a size costs the server: to read it, to keep it, and to tell another browser of it. */
export async function measureSize(instances: number, measures: Measures): Promise<void> {
  const product = await startWatchedProduct({
    instances,
    env: { CADO_REACH_DEMO_SHAPE: "even", CADO_REACH_DEMO_LATENCY: "on" },
  });
  const tell = (measure: string, value: number) => measures.add(`${measure} at ${instances}`, "product", value);
  await product.reset();
  const { snapshot, doneMs } = await followSweep(product);
  holdToTruth(snapshot, estateOf(instances, "even"));
  const sweep = await product.figures();
  tell("sweep: wall", doneMs);
  tell("sweep: CPU of the server", sweep.cpuS * 1000);
  await product.reset();
  await wireMb(`${product.url}/api/instances?encoding=deflate-raw`, { cookie: product.cookie });
  const replay = await product.figures();
  tell("one more browser: CPU of the server", replay.cpuS * 1000);
  tell("RSS of the server, most", Math.max(sweep.peakRssMb, replay.peakRssMb));
  // What was needed only for a while is given back within some seconds.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  tell("RSS of the server", (await product.figures()).rssMb);
  await product.stop();
}
