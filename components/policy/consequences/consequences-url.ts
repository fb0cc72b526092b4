import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { filterParser } from "#components/instances/instances-url.ts";
import { CAPABILITIES } from "#components/reach/capability-words.ts";

/** With whose tags the count is made: today's, or as if those that the tag blocks, or those found, were tagged. */
export const DRAFTS = ["today", "blocked", "found"] as const;
export type DraftName = (typeof DRAFTS)[number];

/** What the consequences show, beside the policies themselves; `q` and `f` say who is found, as on the instances screen. */
export const consequencesUrl = {
  tags: parseAsStringLiteral(DRAFTS).withDefault("today"),
  q: parseAsString.withDefault(""),
  f: parseAsNativeArrayOf(filterParser),
  by: parseAsString.withDefault("account"),
  cap: parseAsStringLiteral(CAPABILITIES).withDefault("run-command"),
};
