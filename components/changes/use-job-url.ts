"use client";

import { throttle, useQueryStates } from "nuqs";
import { jobUrl } from "./job-url.ts";

/** Which nodes of a job are listed is in the URL. Safari allows 100 changes in 30 seconds. */
export function useJobUrl() {
  return useQueryStates(jobUrl, { history: "replace", limitUrlUpdates: throttle(300) });
}
