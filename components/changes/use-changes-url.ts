"use client";

import { throttle, useQueryStates } from "nuqs";
import { changesUrl } from "./changes-url.ts";

/** The filter is in the URL: read here, changed here, copied nowhere. Safari allows 100 changes in 30 seconds. */
export function useChangesUrl() {
  return useQueryStates(changesUrl, { history: "replace", limitUrlUpdates: throttle(300) });
}
