import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/** KB (1,000 bytes) of scripts, gzipped, that the page asked for until its `load` event. Begin before it is opened. */
export function collectScripts(page: Page): () => Promise<number> {
  const asked: Response[] = [];
  let loaded = false;
  page.on("response", (response) => {
    if (!loaded && response.request().resourceType() === "script") asked.push(response);
  });
  page.on("load", () => {
    loaded = true;
  });
  return async () => {
    const sizes = await Promise.all(asked.map(async (response) => gzipSync(await response.body()).length));
    return sizes.reduce((sum, size) => sum + size, 0) / 1000;
  };
}
