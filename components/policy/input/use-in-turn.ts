"use client";

import { useEffect, useRef, useState } from "react";

export type Analyser = typeof import("./analyse-role.ts");

export type InTurn<T> = {
  /** Of the latest task that is done; null where there is none to do, or before the first is done. */
  value: T | null;
  /** The value is the present task's. */
  settled: boolean;
  /** The code for it did not load. */
  failed: boolean;
};

const NOTICED_MS = 40;
const LONGEST_WAIT_MS = 600;

/**
 * What a task makes, worked out in a turn of the browser of its own: typing comes first, and a newer task drops an older
 * one that has not begun. The same function is the same task. The code for it is loaded with the first.
 */
export function useInTurn<T>(task: ((analyser: Analyser) => T) | null): InTurn<T> {
  const [done, setDone] = useState<{ task: unknown; value: T } | null>(null);
  const [failed, setFailed] = useState(false);
  const lastMs = useRef(0);

  useEffect(() => {
    if (task === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let off = false;
    import("./analyse-role.ts").then(
      (analyser) => {
        if (off) return;
        const run = () => {
          const began = performance.now();
          const value = task(analyser);
          lastMs.current = performance.now() - began;
          setDone({ task, value });
        };
        // One that one would notice waits for a pause in the typing that is longer than the task.
        timer = setTimeout(run, lastMs.current < NOTICED_MS ? 0 : Math.min(2 * lastMs.current, LONGEST_WAIT_MS));
      },
      () => setFailed(true),
    );
    return () => {
      off = true;
      clearTimeout(timer);
    };
  }, [task]);

  return { value: task === null ? null : (done?.value ?? null), settled: task !== null && done?.task === task, failed };
}
