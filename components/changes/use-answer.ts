"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { Problem } from "#lib/domain/problem.ts";
import type { Answer } from "./ask-server.ts";

export type Asked<T> =
  | { state: "asking"; value: T | null }
  | { state: "answered"; value: T }
  | { state: "failed"; problem: Problem };

/** Asks the server once, again whenever `key` changes or `again` is called; null asks nothing. What was known stays meanwhile. */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<Answer<T>>, delayMs = 0) {
  const [asked, setAsked] = useState<{ key: string | null; asked: Asked<T> }>({
    key: null,
    asked: { state: "asking", value: null },
  });
  const [times, setTimes] = useState(0);
  const askNow = useEffectEvent(ask);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` grows when somebody asks for another try.
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await askNow(stop.signal);
      if (stop.signal.aborted) return;
      setAsked({
        key,
        asked: answer.ok ? { state: "answered", value: answer.value } : { state: "failed", problem: answer.problem },
      });
    }, delayMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, times, delayMs]);
  const current: Asked<T> = asked.key === key ? asked.asked : { state: "asking", value: null };
  return { asked: current, again: () => setTimes(times + 1) };
}
