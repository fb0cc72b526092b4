"use client";

import { useSyncExternalStore } from "react";
import { relativeTime } from "./relative-time.ts";

export type LocalTimeProps = {
  /** ISO 8601, or epoch seconds. */
  at: string | number;
  /** `relative`: "3 h ago". `clock`: "14:02:31". `full`: "12 Mar 2026, 14:02". */
  show?: "relative" | "clock" | "full";
  className?: string;
};

const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const FULL: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

/** A moment in the reader's own time; the same in UTC on hover. The server, which does not know the reader's zone, says UTC. */
export function LocalTime({ at, show = "relative", className }: LocalTimeProps) {
  const date = new Date(typeof at === "number" ? at * 1000 : at);
  const utc = `${date.toISOString().replace("T", " ").slice(0, 19)} UTC`;
  const text = useSyncExternalStore(
    subscribeToTime,
    () => (show === "relative" ? relativeTime(date, new Date()) : date.toLocaleString("en-GB", show === "clock" ? CLOCK : FULL)),
    () => utc,
  );
  return (
    <time dateTime={date.toISOString()} title={utc} className={className}>
      {text}
    </time>
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all: "3 min ago" has to become "4 min ago" while one looks. */
function subscribeToTime(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
