import "server-only";
import type { CoverageHistory, CoveragePoint } from "#lib/domain/coverage-history.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { addUpPoints } from "./add-up-points.ts";
import { cellsOverTime } from "./cells-over-time.ts";
import { knownSince } from "./known-since.ts";
import { recordedMoments, type Window } from "./recorded-moments.ts";
import { spanGroups } from "./span-groups.ts";

export type SeriesRequest = Window & {
  capability: Capability;
  /** "" the whole, `account`, `region`, or `tag:KEY`. */
  by: string;
  /** Points at most, but for the two ends. */
  points: number;
};

/** Series that are told apart; the rest is one that is called `other`. */
const MOST_SERIES = 12;

/**
 * Coverage over time, at moments at which something was recorded (recorded-moments.ts). Between two points the first one
 * holds. The window begins where the history does, if that is later; no points where nothing was recorded yet.
 */
export async function coverageSeries(db: StoreDb, request: SeriesRequest): Promise<CoverageHistory> {
  const { capability, by, toMs, points } = request;
  const since = await knownSince(db);
  const fromMs = since === null ? request.fromMs : Math.min(toMs - 1, Math.max(request.fromMs, since));
  const moments = await recordedMoments(db, { fromMs, toMs }, points);
  const most = MOST_SERIES;
  const [cells, groups] = await Promise.all([cellsOverTime(db, moments), spanGroups(db, { capability, by, moments, most })]);
  const from = new Date(fromMs).toISOString();
  const to = new Date(toMs).toISOString();
  return { capability, by, from, to, series: addUpPoints({ by, moments, groups, cells, most }) };
}

/** The whole estate at some moments (epoch milliseconds, ascending): one point for each. */
export async function coveragePoints(
  db: StoreDb,
  capability: Capability,
  moments: readonly number[],
): Promise<readonly CoveragePoint[]> {
  const [cells, groups] = await Promise.all([
    cellsOverTime(db, moments),
    spanGroups(db, { capability, by: "", moments, most: MOST_SERIES }),
  ]);
  return addUpPoints({ by: "", moments, groups, cells, most: MOST_SERIES })[0]?.points ?? [];
}
