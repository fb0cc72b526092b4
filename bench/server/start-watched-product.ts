import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DemoOptions } from "../../e2e/demo-process.ts";
import { type Product, startProduct } from "../product/start-product.ts";
import type { ServerFigures } from "./probe.ts";

export type WatchedProduct = Product & {
  /** What the server's process tells of itself since the last reset. */
  figures(): Promise<ServerFigures>;
  /** Begins to count anew. */
  reset(): Promise<void>;
};

/** Starts the built product with a probe in its server's process, and waits until its database is open, too. */
export async function startWatchedProduct(options: DemoOptions): Promise<WatchedProduct> {
  const folder = mkdtempSync(join(tmpdir(), "cado-reach-probe-"));
  const portFile = join(folder, "port");
  const probe = new URL("./probe.ts", import.meta.url).href;
  const product = await startProduct({
    ...options,
    env: { ...options.env, NODE_OPTIONS: `--import ${probe}`, BENCH_PROBE_PORT_FILE: portFile },
  });
  if (!existsSync(portFile)) throw new Error("The server's process did not load the probe.");
  const url = `http://127.0.0.1:${readFileSync(portFile, "utf8")}`;
  rmSync(folder, { recursive: true });
  // The server answers before that: opening an embedded database takes seconds of its processor.
  await product.get("/api/audit/head");
  return {
    ...product,
    figures: async () => (await fetch(url)).json(),
    async reset() {
      await (await fetch(url, { method: "DELETE" })).text();
    },
  };
}
