import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * The same function at every rendering, which does what the newest one does: for handlers given to parts that are drawn
 * again only when what they show changes. Not to be called while rendering.
 */
export function useStable<Args extends readonly unknown[], Result>(handler: (...args: Args) => Result) {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args): Result => latest.current(...args), []);
}
