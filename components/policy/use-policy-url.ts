"use client";

import { type inferParserType, throttle, useQueryStates } from "nuqs";
import { policyUrl } from "./policy-url.ts";

export type PolicyUrl = inferParserType<typeof policyUrl>;

/** Changes some of it; null puts a part back to its default. */
export type SetPolicyUrl = (change: { [Key in keyof PolicyUrl]?: PolicyUrl[Key] | null }) => void;

/** The screen's state is its URL: read here, changed here, copied nowhere. Safari allows 100 changes in 30 seconds. */
export function usePolicyUrl() {
  return useQueryStates(policyUrl, { history: "replace", limitUrlUpdates: throttle(300) });
}
