import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { JobSummary, TaggingEvent } from "#lib/domain/tagging.ts";
import { toStoreProblem } from "#lib/store/store-error.ts";
import { type ChangedOutcome, isFinished, type JobStore } from "./job-store.ts";

/** Between two looks at a job. */
const LOOK_EVERY_MS = 250;

/** Outcomes in one line. A job of 100,000 nodes begins with fifty lines. */
const OUTCOMES_PER_LINE = 2000;

/**
 * A job's lines: first the whole state as it is now, then what changes, a few lines a second, until the job has ended or
 * `signal` says that nobody listens any more. The last line of a job that ended has its last state. While the database
 * does not answer, a line says so as the job's trouble: what is sent then is not known, and the job goes on by itself.
 */
export async function* jobEvents(store: () => Promise<JobStore>, id: string, signal: AbortSignal): AsyncGenerator<TaggingEvent> {
  let version = -1;
  let last: JobSummary | undefined;
  let isSilent = false;
  while (!signal.aborted) {
    const look = await lookAt(store, id, version);
    if (look === undefined) return;
    if ("problem" in look) {
      if (last && !isSilent) yield { ...last, trouble: look.problem, changed: [] };
      isSilent = true;
    } else if (look.version > version || isSilent) {
      isSilent = false;
      version = look.version;
      last = look.job;
      yield* linesOf(look.job, look.changed);
      if (isFinished(look.job.state)) return;
    } else if (isFinished(look.job.state)) return;
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function lookAt(store: () => Promise<JobStore>, id: string, version: number) {
  try {
    return await (await store()).changesSince(id, version);
  } catch (error) {
    return { problem: toStoreProblem(error) };
  }
}

function* linesOf(job: JobSummary, changed: readonly ChangedOutcome[]): Generator<TaggingEvent> {
  for (let from = 0; from === 0 || from < changed.length; from += OUTCOMES_PER_LINE) {
    yield { ...job, changed: changed.slice(from, from + OUTCOMES_PER_LINE) };
  }
}
