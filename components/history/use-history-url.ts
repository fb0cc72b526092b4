"use client";

import { useQueryStates } from "nuqs";
import { historyUrl } from "./history-url.ts";

/** What the coverage history shows is in the URL: read here, changed here, copied nowhere. */
export function useHistoryUrl() {
  return useQueryStates(historyUrl, { history: "replace" });
}
