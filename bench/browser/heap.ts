import type { Page } from "@playwright/test";

export type Heap = {
  /** JavaScript objects, MB (10^6 bytes). */
  objectsMb: number;
  /** With the memory behind typed arrays, and what the browser holds for JavaScript. */
  totalMb: number;
};

/** The page's memory after everything that nobody holds was taken away. */
export async function readHeap(page: Page): Promise<Heap> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  // What one collection frees may keep something else from being freed in the same one.
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize, embedderHeapUsedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { objectsMb: usedSize / 1e6, totalMb: (usedSize + backingStorageSize + embedderHeapUsedSize) / 1e6 };
}
