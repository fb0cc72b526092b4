import type { JobSummary } from "#lib/domain/tagging.ts";

/**
 * The latest page over what is known. Where so much was started since that the page does not reach what is known, what is
 * known goes: a timeline with a hole in it would look complete.
 */
export function mergeLatest(
  known: readonly JobSummary[],
  latest: readonly JobSummary[],
  pageSize: number,
): { jobs: readonly JobSummary[]; kept: boolean } {
  const ids = new Set(latest.map(({ id }) => id));
  const reaches = known.some(({ id }) => ids.has(id));
  if (latest.length < pageSize || !reaches) return { jobs: latest, kept: false };
  return { jobs: [...latest, ...known.filter(({ id }) => !ids.has(id))], kept: true };
}

/** An older page after what is known. */
export function appendOlder(known: readonly JobSummary[], older: readonly JobSummary[]): readonly JobSummary[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...older.filter(({ id }) => !ids.has(id))];
}

/** Known jobs as they are by now; none is added, and the order stays. */
export function replaceKnown(known: readonly JobSummary[], newer: readonly JobSummary[]): readonly JobSummary[] {
  const byId = new Map(newer.map((job) => [job.id, job]));
  return known.map((job) => byId.get(job.id) ?? job);
}
