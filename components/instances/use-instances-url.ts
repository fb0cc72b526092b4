"use client";

import { debounce, useQueryStates } from "nuqs";
import { instancesUrl } from "./instances-url.ts";

/**
 * The screen's state is its URL: read here, changed here, copied nowhere. The screen answers at once; the address follows
 * when that is on the screen, because the router draws the page anew for it. Safari allows 100 changes in 30 seconds.
 */
export function useInstancesUrl() {
  return useQueryStates(instancesUrl, { history: "replace", limitUrlUpdates: debounce(150) });
}

/** For what is typed: the table answers every key, the URL follows when the hands are still. */
export const TYPED = { limitUrlUpdates: debounce(300) };
