import { availableParallelism, cpus, totalmem } from "node:os";
import type { Browser } from "@playwright/test";

/** What the figures were measured on. */
export type Machine = { cpu: string; cores: number; memoryGb: number; node: string; chromium: string | null };

export function describeMachine(browser: Browser | null): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    chromium: browser?.version() ?? null,
  };
}
