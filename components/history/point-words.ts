import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { CoveragePoint, CoverageSeries } from "#lib/domain/coverage-history.ts";
import { isGapPoint } from "./chart-bands.ts";

const FULL: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

/** A moment in the reader's own time, or in `timeZone`: "14 Nov 2026, 14:02". */
export function momentWords(at: string, timeZone?: string): string {
  return new Date(at).toLocaleString("en-GB", timeZone === undefined ? FULL : { ...FULL, timeZone });
}

/** "At least 1,842 of 3,012 in reach; 120 not read". What is not known is said, never counted. */
export function coverageWords(point: CoveragePoint): string {
  const { reachable, blocked, unknown, unread, unreadCells } = point;
  const beyond = unreadCells > 0 ? [`nothing known of ${formatCount(unreadCells, "account-region")}`] : [];
  if (isGapPoint(point)) return ["not read", ...beyond].join("; ");
  const total = reachable + blocked + unknown;
  if (total === 0 && unread > 0) return ["nothing read", `${formatNumber(unread)} not read`, ...beyond].join("; ");
  const least = unread > 0 || unreadCells > 0;
  const read = `${formatNumber(reachable)} of ${formatNumber(total)} in reach`;
  const notRead = unread > 0 ? [`${formatNumber(unread)} not read`] : [];
  return [least ? `at least ${read}` : read, ...notRead, ...beyond].join("; ");
}

/** A point aloud: "14 Nov 2026, 14:02: 1,842 of 3,012 in reach". Says where it rests on an older reading. */
export function pointWords(point: CoveragePoint, timeZone?: string): string {
  const words = `${momentWords(point.at, timeZone)}: ${coverageWords(point)}`;
  if (point.readAt === null || Date.parse(point.at) - Date.parse(point.readAt) < OLD_MS) return words;
  return `${words}; last read ${momentWords(point.readAt, timeZone)}`;
}

/** A reading from longer ago is told with its time. */
const OLD_MS = 60 * 60_000;

/** What a series is called; `label` gives an account its name. */
export function seriesWords({ kind, name }: Pick<CoverageSeries, "kind" | "name">, label: (name: string) => string): string {
  if (kind === "missing") return "(not tagged)";
  if (kind === "unread") return "(tags not read)";
  if (kind === "other") return "All others";
  return name === "" ? "(empty)" : label(name);
}
