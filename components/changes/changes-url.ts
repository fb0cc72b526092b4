import { parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { JOB_STATES } from "./job-filter.ts";

/** What a link to the timeline has to carry. What stands at its default is not in the URL. */
export const changesUrl = {
  q: parseAsString.withDefault(""),
  who: parseAsString.withDefault(""),
  state: parseAsStringLiteral(JOB_STATES),
  failed: parseAsBoolean.withDefault(false),
};
