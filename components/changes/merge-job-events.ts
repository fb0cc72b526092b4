import type { JobSummary, TaggingEvent, TaggingOutcome } from "#lib/domain/tagging.ts";

/** A job as far as its stream has told. `outcomes` has one place per node; undefined where it has not come yet. */
export type JobView = JobSummary & { outcomes: readonly (TaggingOutcome | undefined)[] };

/** A job after some lines of its stream, in their order; `before` null where these are the first. Told twice is told once. */
export function mergeJobEvents(before: JobView | null, events: readonly TaggingEvent[]): JobView | null {
  const last = events.at(-1);
  if (last === undefined) return before;
  const { changed: _, ...summary } = last;
  const outcomes: (TaggingOutcome | undefined)[] = new Array(summary.total).fill(undefined);
  for (const [at, outcome] of (before?.outcomes ?? []).entries()) if (at < outcomes.length) outcomes[at] = outcome;
  for (const { changed } of events) {
    for (const { at, outcome } of changed) if (at >= 0 && at < outcomes.length) outcomes[at] = outcome;
  }
  return { ...summary, outcomes };
}
