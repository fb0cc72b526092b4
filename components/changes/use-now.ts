"use client";

import { useEffect, useState } from "react";

/** The time, in epoch ms, a few times a minute: for words that count down. Drawn in the browser only, after data came. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
