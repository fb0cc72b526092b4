"use client";

import { useEffect, useState } from "react";
import { useEstate } from "#components/estate/use-estate.ts";

/** What a sweep or a job changed is written down a moment after it has ended. */
const WRITTEN_MS = 2_500;
/** Other people's jobs and other servers' sweeps are looked for this often, while somebody looks. */
const LOOK_MS = 60_000;

/** Changes when there may be something new in the coverage history. */
export function useRecordedVersion(): number {
  const { snapshot } = useEstate();
  const { asOf } = snapshot;
  const [version, setVersion] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sweep that ended is what is waited for.
  useEffect(() => {
    const timer = setTimeout(() => setVersion((count) => count + 1), WRITTEN_MS);
    return () => clearTimeout(timer);
  }, [asOf]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") setVersion((count) => count + 1);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return version;
}
