import { createParser, parseAsStringLiteral } from "nuqs/server";
import { CAPABILITIES } from "#components/reach/capability-words.ts";
import { SCALES } from "./chart-bands.ts";

export const RANGES = ["1d", "7d", "30d", "90d", "all"] as const;
export type Range = (typeof RANGES)[number];

/** A moment as ISO 8601, in UTC, to the millisecond. */
export const momentParser = createParser<string>({
  parse: (text) => {
    const ms = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(ms) ? null : new Date(ms).toISOString();
  },
  serialize: (moment) => moment,
});

/** "", `account`, `region`, or `tag:KEY`. */
export const byParser = createParser<string>({
  parse: (text) => (/^(account|region|tag:.{1,128})?$/su.test(text) ? text : null),
  serialize: (by) => by,
});

/** Everything about the coverage history that a link to it has to carry. What stands at its default is not in the URL. */
export const historyUrl = {
  cap: parseAsStringLiteral(CAPABILITIES).withDefault("run-command"),
  by: byParser.withDefault(""),
  range: parseAsStringLiteral(RANGES).withDefault("30d"),
  scale: parseAsStringLiteral(SCALES).withDefault("count"),
  /** The two moments to compare. */
  a: momentParser,
  b: momentParser,
};

const DAYS: Readonly<Record<Exclude<Range, "all">, number>> = { "1d": 1, "7d": 7, "30d": 30, "90d": 90 };

/** Where a range begins (ISO 8601). The server leaves out the time before the history. */
export function rangeStart(range: Range, nowMs: number): string {
  return new Date(range === "all" ? 0 : nowMs - DAYS[range] * 86_400_000).toISOString();
}
