import type { CoveragePoint, CoverageSeries } from "#lib/domain/coverage-history.ts";

/**
 * The points of several series as one line. Of account-regions of which nothing is known the most that one of them has is
 * taken where series overlap there: those of a tag each count all of them.
 */
export function sumPoints(series: readonly CoverageSeries[], overlap: boolean): readonly CoveragePoint[] {
  const [first, ...rest] = series;
  if (first === undefined) return [];
  return first.points.map((point, at) =>
    rest.reduce((sum, { points }) => {
      const next = points[at];
      if (next === undefined) return sum;
      return {
        at: sum.at,
        reachable: sum.reachable + next.reachable,
        blocked: sum.blocked + next.blocked,
        unknown: sum.unknown + next.unknown,
        unread: sum.unread + next.unread,
        unreadCells: overlap ? Math.max(sum.unreadCells, next.unreadCells) : sum.unreadCells + next.unreadCells,
        readAt: later(sum.readAt, next.readAt),
      };
    }, point),
  );
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
