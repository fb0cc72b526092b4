"use client";

import { throttle, useQueryStates } from "nuqs";
import { policyUrl } from "./policy-url.ts";

/** The screen's state is its URL: read here, changed here, copied nowhere. Safari allows 100 changes in 30 seconds. */
export function usePolicyUrl() {
  return useQueryStates(policyUrl, { history: "replace", limitUrlUpdates: throttle(300) });
}
