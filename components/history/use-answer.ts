"use client";

import { useEffect, useState } from "react";
import { type Answer, askServer } from "#components/changes/ask-server.ts";

export type Asked<T> = {
  /** What the last answer told, also while a newer one is on its way; null: nothing yet, or the last one was a problem. */
  answer: Answer<T> | null;
  /** The answer to this question has not come yet. */
  waiting: boolean;
  again: () => void;
};

/** Asks our own API for JSON, again whenever the path or `version` changes. Null asks nothing. */
export function useAnswer<T>(path: string | null, version: unknown): Asked<T> {
  const [asked, setAsked] = useState<{ path: string | null; answer: Answer<T> | null }>({ path: null, answer: null });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or attempt asks the same question again.
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    void askServer<T>(path, stop.signal).then((answer) => {
      if (!stop.signal.aborted) setAsked({ path, answer });
    });
    return () => stop.abort();
  }, [path, version, attempt]);
  return {
    answer: path === null ? null : asked.answer,
    waiting: path !== null && asked.path !== path,
    again: () => setAttempt((count) => count + 1),
  };
}
