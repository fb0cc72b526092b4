import type { CoveragePoint } from "#lib/domain/coverage-history.ts";

export type CoverageStanding = {
  /** `open`: it could be either, for all that was read. */
  standing: "below" | "above" | "open";
  /** Share of the known nodes that are in reach for certain, and that may be. */
  shareAtLeast: number;
  shareAtMost: number;
};

/**
 * How coverage stands to a limit from 0 to 1, as far as it can be told. Below it is only what would be below it were
 * every unread and undecided node in reach; above it only what is if none of them were. Nodes that nobody has ever seen,
 * in cells that were never read, are not counted: how many there are is not known.
 */
export function coverageStanding(
  counts: Pick<CoveragePoint, "reachable" | "blocked" | "unknown" | "unread">,
  limit: number,
): CoverageStanding {
  const { reachable, blocked, unknown, unread } = counts;
  const known = reachable + blocked + unknown + unread;
  if (known === 0) return { standing: "open", shareAtLeast: 0, shareAtMost: 1 };
  const shareAtLeast = reachable / known;
  const shareAtMost = (known - blocked) / known;
  const standing = shareAtMost < limit ? "below" : shareAtLeast >= limit ? "above" : "open";
  return { standing, shareAtLeast, shareAtMost };
}
