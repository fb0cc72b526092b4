import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { JobSummary, TaggingEvent } from "#lib/domain/tagging.ts";
import { toStoreProblem } from "#lib/store/store-error.ts";
import { storeHealth } from "#lib/store/store-health.ts";
import { type ChangedOutcome, isFinished, type JobStore } from "./job-store.ts";

/** Between two looks at a job. */
const LOOK_EVERY_MS = 250;

/** Outcomes in one line. A job of 100,000 nodes begins with fifty lines. */
const OUTCOMES_PER_LINE = 2000;

/**
 * A job's lines: first the whole state as it is now, then what changes, a few lines a second, until the job has ended or
 * `signal` says that nobody listens any more. The last line of a job that ended has its last state. While the database
 * cannot be read or written, a line says so as the job's trouble: the job goes on by itself.
 */
export async function* jobEvents(store: () => Promise<JobStore>, id: string, signal: AbortSignal): AsyncGenerator<TaggingEvent> {
  let version = -1;
  let told: JobSummary | undefined;
  while (!signal.aborted) {
    const look = await lookAt(store, id, version);
    if (look === undefined) return;
    if ("problem" in look) {
      if (told && told.trouble?.code !== look.problem.code) {
        told = { ...told, trouble: look.problem };
        yield { ...told, changed: [] };
      }
    } else {
      const job = { ...look.job, trouble: look.job.trouble ?? storeHealth().problem };
      const isNews = look.version > version || job.trouble?.code !== told?.trouble?.code;
      version = look.version;
      told = job;
      if (isNews) yield* linesOf(job, look.changed);
      if (isFinished(job.state)) return;
    }
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
