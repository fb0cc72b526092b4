import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { SetupFacts, WebhookLast } from "#lib/domain/setup-facts.ts";

/** "512 KB", "1.4 GB": as much as one needs to know whether a disk is big enough. */
export function bytesWords(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? formatNumber(Math.round(value)) : value.toFixed(1)} ${units[unit] ?? ""}`;
}

/** "kept for good", "90 days". */
export function daysWords(days: number | null): string {
  return days === null ? "Kept for good" : formatCount(days, "day");
}

/** When the number of nodes has to be typed before a job may start. */
export function confirmWords({ confirmAbove, confirmShare }: SetupFacts["tagging"]): string {
  return `Above ${formatCount(confirmAbove, "node")}, or above ${percentWords(confirmShare)} of the estate`;
}

/** How lists are asked for. */
export function readingWords({ ssm, splitHeavyCells }: SetupFacts["sweep"]): string {
  const managed = ssm === "properties" ? "Managed nodes 1,000 a call" : "Managed nodes 50 a call";
  return `${managed}, long lists ${splitHeavyCells ? "in parts at once" : "page by page"}`;
}

/** A share from 0 to 1 as percent: "20%", "12.5%". */
export function percentWords(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  "job-ended": "a job ended",
  "incident-due": "an incident’s time has come",
  "coverage-below": "coverage fell",
  test: "test",
};

/** What a receiver is told of, in words. */
export function eventWords(event: string, coverageBelow: number | null = null): string {
  const words = EVENT_WORDS[event] ?? event;
  return event === "coverage-below" && coverageBelow !== null ? `${words} below ${percentWords(coverageBelow)}` : words;
}

/** What came of the last message, without its time. */
export function lastWords({ state, event, attempts, status, detail }: Omit<WebhookLast, "at">): string {
  const answer = status === null ? detail : `HTTP ${status}${detail === "" ? "" : `: ${detail}`}`;
  const tries = attempts === 1 ? "" : ` after ${formatCount(attempts, "attempt")}`;
  if (state === "delivered") return `Delivered${tries} (${eventWords(event)}). ${answer}`;
  if (state === "retrying") return `Not delivered yet${tries} (${eventWords(event)}), tried again. ${answer}`;
  return `Not delivered${tries} (${eventWords(event)}). ${answer}`;
}
