import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { TaggingEvent, TaggingJob } from "#lib/domain/tagging.ts";
import { isFinished, type JobStore } from "./job-store.ts";

/** Between two lines; what changes meanwhile goes into one. */
const LINE_EVERY_MS = 100;

/** Outcomes in one line. A job of 100,000 nodes begins with fifty lines. */
const OUTCOMES_PER_LINE = 2000;

/**
 * A job's lines: first the whole state as it is now, then what changes, about ten lines a second, until the job has
 * ended or `signal` says that nobody listens any more. The last line of a job that ended has its last state.
 */
export async function* jobEvents(store: JobStore, id: string, signal: AbortSignal): AsyncGenerator<TaggingEvent> {
  let news = Promise.withResolvers<void>();
  const changedAt = new Set<number>();
  const onAbort = (): void => news.resolve();
  signal.addEventListener("abort", onAbort);
  const unwatch = store.watch(id, (told) => {
    for (const at of told.changedAt) changedAt.add(at);
    news.resolve();
  });
  try {
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      news = Promise.withResolvers();
      const job = await store.find(id);
      if (job === undefined) return;
      const places = isFirst ? [...job.outcomes.keys()] : [...changedAt];
      changedAt.clear();
      yield* linesOf(job, places);
      if (isFinished(job.state)) return;
      await wait(LINE_EVERY_MS);
      if (changedAt.size === 0 && !signal.aborted) await news.promise;
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", onAbort);
  }
}

function* linesOf({ outcomes, ...head }: TaggingJob, places: readonly number[]): Generator<TaggingEvent> {
  const total = outcomes.length;
  for (let from = 0; from === 0 || from < places.length; from += OUTCOMES_PER_LINE) {
    const changed = places.slice(from, from + OUTCOMES_PER_LINE).flatMap((at) => {
      const outcome = outcomes[at];
      return outcome === undefined ? [] : [{ at, outcome }];
    });
    yield { ...head, total, changed };
  }
}
