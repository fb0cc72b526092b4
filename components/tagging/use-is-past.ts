"use client";

import { useEffect, useState } from "react";

/** True from a moment (ISO 8601) on; draws again when it comes. null never comes. */
export function useIsPast(moment: string | null): boolean {
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => {
    if (moment === null) return;
    const leftMs = Math.max(0, Date.parse(moment) - Date.now());
    // A timer cannot wait for longer than that; a plan never does.
    if (leftMs >= 2 ** 31) return;
    const timer = setTimeout(() => setPassed(moment), leftMs);
    return () => clearTimeout(timer);
  }, [moment]);
  return moment !== null && passed === moment;
}
