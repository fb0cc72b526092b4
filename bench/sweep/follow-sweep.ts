import { performance } from "node:perf_hooks";
import { readNdjson } from "../../lib/inventory/read-ndjson.ts";
import { Snapshot } from "../../lib/inventory/snapshot.ts";
import type { Product } from "../product/start-product.ts";

export type FollowedSweep = {
  snapshot: Snapshot;
  /** From the request to the first line with rows, and to the line that ends the sweep; ms. */
  firstRowsMs: number;
  doneMs: number;
};

/** Asks for the estate as the pages do, which begins the first sweep, and takes its lines until the sweep has ended. */
export async function followSweep(product: Product): Promise<FollowedSweep> {
  const snapshot = new Snapshot();
  const begun = performance.now();
  let firstRowsMs = Number.NaN;
  const { body } = await product.get("/api/instances?encoding=deflate-raw");
  if (body === null) throw new Error("no lines came");
  for await (const text of readNdjson(body.pipeThrough(new DecompressionStream("deflate-raw")))) {
    const line = JSON.parse(text);
    if (line.t === "rows" && Number.isNaN(firstRowsMs)) firstRowsMs = performance.now() - begun;
    snapshot.apply(line);
  }
  return { snapshot, firstRowsMs, doneMs: performance.now() - begun };
}
