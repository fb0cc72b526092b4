import type { Browser } from "@playwright/test";
import { openPage } from "../browser/open-browser.ts";
import { installProductSubject } from "../product/product-subject.ts";
import type { Measures } from "../report/measures.ts";
import { followSweep } from "../sweep/follow-sweep.ts";
import { estateOf, holdToTruth } from "../sweep/truth.ts";
import { followQuietly } from "./follow-quietly.ts";
import { startWatchedProduct } from "./start-watched-product.ts";

const CLIENTS = 18;
const PAGES = 2;

/** A sweep with AWS's buckets and latencies while twenty look on: eighteen that take the stream, two with the page open. */
export async function measureClients(browser: Browser, instances: number, measures: Measures): Promise<void> {
  const product = await startWatchedProduct({
    instances,
    env: { CADO_REACH_DEMO_SHAPE: "even", CADO_REACH_DEMO_LATENCY: "on" },
  });
  await product.reset();
  const sweep = followSweep(product);
  const clients = Array.from({ length: CLIENTS - 1 }, () => followQuietly(product));
  const pages = await Promise.all(
    Array.from({ length: PAGES }, async () => {
      const { page } = await openPage(browser, { cookie: product.cookie, url: product.url });
      await page.addInitScript(installProductSubject);
      await page.goto(product.url);
      return page;
    }),
  );
  const { snapshot, doneMs } = await sweep;
  const { cpuS, peakRssMb, loopP99Ms, loopMaxMs } = await product.figures();
  await Promise.all(clients.map(({ done }) => done));
  for (const page of pages) {
    await page.waitForFunction((total) => window.subject.shown().count === total, snapshot.liveCount, { timeout: 60_000 });
    await page.context().close();
  }
  for (const client of clients) {
    if (client.rows() < snapshot.liveCount)
      throw new Error(`A client was told of ${client.rows()} of ${snapshot.liveCount} rows.`);
    client.close();
  }
  holdToTruth(snapshot, estateOf(instances, "even"));
  const tell = (measure: string, value: number) => measures.add(`20 looking on: ${measure}`, "product", value);
  tell("wall", doneMs);
  tell("CPU of the server", cpuS * 1000);
  tell("RSS of the server, most", peakRssMb);
  tell("event-loop delay, p99", loopP99Ms);
  tell("event-loop delay, most", loopMaxMs);
  await product.stop();
}
