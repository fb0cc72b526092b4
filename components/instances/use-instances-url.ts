"use client";

import { debounce, throttle, useQueryStates } from "nuqs";
import { instancesUrl } from "./instances-url.ts";

/** The screen's state is its URL: read here, changed here, copied nowhere. Safari allows 100 changes in 30 seconds. */
export function useInstancesUrl() {
  return useQueryStates(instancesUrl, { history: "replace", limitUrlUpdates: throttle(300) });
}

/** For what is typed: the table answers every key, the URL follows when the hands are still. */
export const TYPED = { limitUrlUpdates: debounce(300) };
