import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/**
 * MB (10^6 bytes) that the largest renderer process has for itself: its private memory, as Chromium's task manager counts a
 * tab's. Linux only.
 */
export async function readTabMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => privateMb(id));
  return Math.max(...sizes);
}

function privateMb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
  return ((kb("Private_Dirty") + kb("Swap")) * 1024) / 1e6;
}
