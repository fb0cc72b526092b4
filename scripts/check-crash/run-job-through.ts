import { setTimeout as wait } from "node:timers/promises";
import type { TaggingJob, TaggingPlan } from "#lib/domain/tagging.ts";
import { isFinished } from "#lib/tagging/job-store.ts";
import type { CrashWorld } from "./crash-world.ts";
import type { FromWorker, Moment } from "./messages.ts";
import { type Place, WorkerGone, WorkerProcess } from "./worker-process.ts";

export type Run = {
  job: TaggingJob;
  /** The moments of the first worker, in order. */
  durable: readonly string[];
  /** Workers that were ended. */
  ended: number;
};

export type RunThrough = {
  world: CrashWorld;
  place: Place;
  /** Ends the first worker at the first of these moments, the one that takes its place at the second, and so on. */
  endAt: readonly Moment[];
  /** Ends the first worker so long after the job was started, whatever it does; null: never. */
  endAfterMs: number | null;
};

const JOB_WITHIN_MS = 120_000;

/**
 * Plans, starts and runs a job over every node, with a worker that is ended on the way. Then another takes its place, and
 * is asked for nothing but what a person would ask again whose answer was lost: the plan, or the start.
 */
export async function runJobThrough({ world, place, endAt, endAfterMs }: RunThrough): Promise<Run> {
  const settings = { estate: world.address, patience: {}, works: true, tellDurable: true, fullAt: null } as const;
  const begin = (at: number): WorkerProcess => new WorkerProcess(place, { ...settings, endAt: endAt[at] ?? null });
  const first = begin(0);
  let worker = first;
  let isReady = false;
  let ended = 0;
  /** Asks the worker that there is; one that is gone is followed by another, which is asked again. */
  const insist = async <T>(ask: (worker: WorkerProcess) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        if (!isReady) await worker.ready();
        isReady = true;
        return await ask(worker);
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error;
        ended += 1;
        if (ended > Math.max(1, endAt.length)) throw new Error("The worker ended more often than it was told to.");
        worker = begin(ended);
        isReady = false;
      }
    }
  };
  try {
    const plan = await insist((it) => it.ask({ plan: { action: "normalise", nodes: world.nodes } }, readPlan));
    await insist((it) => it.ask({ start: plan.id }, (answer) => ("started" in answer ? true : undefined)));
    if (endAfterMs !== null) setTimeout(() => first.signal("SIGKILL"), endAfterMs);
    const job = await insist((it) => untilEnded(it, plan.id));
    return { job, durable: first.durable, ended };
  } finally {
    await worker.end();
    await first.end();
  }
}

async function untilEnded(worker: WorkerProcess, id: string): Promise<TaggingJob> {
  const deadline = Date.now() + JOB_WITHIN_MS;
  while (Date.now() < deadline) {
    const summary = await worker.ask({ summary: id }, (answer) => ("summary" in answer ? answer : undefined));
    if (summary.summary && isFinished(summary.summary.state)) {
      const { job } = await worker.ask({ find: id }, (answer) => ("job" in answer ? answer : undefined));
      if (job !== null) return job;
    }
    await wait(50);
  }
  throw new Error("The job did not end in time.");
}

function readPlan(answer: FromWorker): TaggingPlan | undefined {
  return "planned" in answer ? answer.planned : undefined;
}
