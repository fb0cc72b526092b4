import "server-only";
import type { AwsFault } from "./aws-problem.ts";

/**
 * True for what comes right without another request or another permission: expired credentials once somebody has signed
 * in again (the clients then use the new ones), and AWS or the network once they answer. A job waits and sends the same
 * again; for the rest, waiting changes nothing. Says nothing of whether a write was carried out: whatever the fault of the
 * last attempt, an earlier one may have been, and only reading back tells.
 */
export function isWaitedOut(fault: AwsFault): boolean {
  return WAITED_OUT[fault];
}

const WAITED_OUT: Readonly<Record<AwsFault, boolean>> = {
  credentials: true,
  throttled: true,
  timeout: true,
  network: true,
  server: true,
  denied: false,
  "region-disabled": false,
  unsupported: false,
  stopped: false,
  rejected: false,
  unexpected: false,
};
