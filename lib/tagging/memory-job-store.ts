import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { OutcomeState, TaggingJob, TaggingJobState, TaggingOutcome } from "#lib/domain/tagging.ts";
import {
  type AddedJob,
  type ChangedOutcome,
  isFinished,
  type JobNews,
  type JobStore,
  type JobSummary,
  type NewJob,
} from "./job-store.ts";

export type MemoryLimits = {
  /** Jobs under way at the same time. */
  unfinished: number;
  /** Ended jobs that are kept, and outcomes in all of them together; the oldest go first. */
  finished: number;
  finishedOutcomes: number;
};

const LIMITS: MemoryLimits = { unfinished: 20, finished: 100, finishedOutcomes: 500_000 };

type Kept = {
  readonly job: Omit<TaggingJob, "outcomes" | "counts" | "state" | "finishedAt">;
  readonly outcomes: TaggingOutcome[];
  readonly counts: Record<OutcomeState, number>;
  readonly fingerprint: string;
  readonly idempotencyKey: string | null;
  readonly watchers: Set<(news: JobNews) => void>;
  state: TaggingJobState;
  finishedAt: string | null;
  isCancelRequested: boolean;
};

/** A JobStore that forgets everything when the process ends. */
export function createMemoryJobStore(limits: MemoryLimits = LIMITS): JobStore {
  const jobs = new Map<string, Kept>();

  async function add(job: NewJob): Promise<AddedJob> {
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([job.action, job.tag, job.nodes]))
      .digest("hex");
    const earlier = [...jobs.values()].find((kept) => job.idempotencyKey !== null && kept.idempotencyKey === job.idempotencyKey);
    if (earlier?.fingerprint === fingerprint) return { ok: true, id: earlier.job.id, isNew: false };
    if (earlier) return { ok: false, problem: KEY_REUSED };
    if ([...jobs.values()].filter((kept) => !isFinished(kept.state)).length >= limits.unfinished) {
      return { ok: false, problem: TOO_MANY_JOBS };
    }
    const id = randomUUID();
    const outcomes = job.nodes.map(({ account, region, id }): TaggingOutcome => {
      return { account, region, id, state: "pending", before: null, after: null, requestIds: [] };
    });
    jobs.set(id, {
      job: { id, action: job.action, tag: job.tag, createdAt: new Date().toISOString() },
      outcomes,
      counts: { pending: outcomes.length, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 },
      fingerprint,
      idempotencyKey: job.idempotencyKey,
      watchers: new Set(),
      state: "planning",
      finishedAt: null,
      isCancelRequested: false,
    });
    return { ok: true, id, isNew: true };
  }

  function tell(kept: Kept, changedAt: readonly number[]): void {
    for (const watcher of kept.watchers) watcher({ changedAt, isCancelRequested: kept.isCancelRequested });
  }

  function forgetOldest(): void {
    const finished = [...jobs.values()].filter((kept) => isFinished(kept.state));
    let outcomes = finished.reduce((sum, kept) => sum + kept.outcomes.length, 0);
    for (const [at, kept] of finished.entries()) {
      // The newest one stays, whatever its size: somebody is about to look at it.
      if (at === finished.length - 1) return;
      if (finished.length - at <= limits.finished && outcomes <= limits.finishedOutcomes) return;
      outcomes -= kept.outcomes.length;
      jobs.delete(kept.job.id);
    }
  }

  return {
    add,
    async find(id) {
      const kept = jobs.get(id);
      return kept && { ...headOf(kept), outcomes: kept.outcomes };
    },
    async list() {
      return [...jobs.values()].reverse().map((kept): JobSummary => ({ ...headOf(kept), total: kept.outcomes.length }));
    },
    async setState(id, state) {
      const kept = getKept(jobs, id);
      kept.state = state;
      if (isFinished(state)) {
        kept.finishedAt = new Date().toISOString();
        forgetOldest();
      }
      tell(kept, []);
    },
    async setOutcomes(id, changed: readonly ChangedOutcome[]) {
      const kept = getKept(jobs, id);
      for (const { at, outcome } of changed) {
        const before = kept.outcomes[at];
        if (before === undefined) throw new RangeError(`Job ${id} has no outcome ${at}.`);
        kept.counts[before.state] -= 1;
        kept.counts[outcome.state] += 1;
        kept.outcomes[at] = outcome;
      }
      tell(
        kept,
        changed.map(({ at }) => at),
      );
    },
    async requestCancel(id) {
      const kept = jobs.get(id);
      if (!kept || isFinished(kept.state)) return false;
      kept.isCancelRequested = true;
      tell(kept, []);
      return true;
    },
    watch(id, onNews) {
      const kept = getKept(jobs, id);
      kept.watchers.add(onNews);
      onNews({ changedAt: [], isCancelRequested: kept.isCancelRequested });
      return () => {
        kept.watchers.delete(onNews);
      };
    },
  };
}

function headOf({ job, state, finishedAt, counts }: Kept): Omit<TaggingJob, "outcomes"> {
  return { ...job, state, finishedAt, counts: { ...counts } };
}

function getKept(jobs: ReadonlyMap<string, Kept>, id: string): Kept {
  const kept = jobs.get(id);
  if (kept === undefined) throw new Error(`There is no job ${id}.`);
  return kept;
}

const KEY_REUSED = {
  status: 409,
  code: "idempotency-key-reused",
  title: "This Idempotency-Key was used for another request.",
  remedy: "Use a new key for a new job.",
};

const TOO_MANY_JOBS = {
  status: 429,
  code: "too-many-jobs",
  title: "Too many tagging jobs are under way.",
  remedy: "Wait for one to end, or cancel one.",
};
