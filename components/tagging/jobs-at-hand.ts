import { type Answer, isSignedOut } from "#components/changes/ask-server.ts";
import { isOpen } from "#components/changes/job-words.ts";
import type { JobSummary, TaggingJob, TaggingOutcome } from "#lib/domain/tagging.ts";

/** What goes on just now: jobs that have not ended, newest first, and incidents that hold reach, soonest end first. */
export type JobsAtHand = { running: readonly JobSummary[]; incidents: readonly JobSummary[] };

export type JobsAtHandApi = {
  /** The newest jobs. */
  list(page: { limit: number }): Promise<Answer<{ jobs: readonly JobSummary[] }>>;
  incidents(): Promise<Answer<{ jobs: readonly JobSummary[] }>>;
  find(id: string): Promise<Answer<TaggingJob>>;
};

export type JobsAtHandPace = { runningMs: number; incidentsMs: number; failedMs: number };

const PACE: JobsAtHandPace = { runningMs: 3000, incidentsMs: 60_000, failedMs: 30_000 };

const NEWEST = 5;

/**
 * Asks once, and again only while there is something to follow: often while a job runs, now and then while an incident
 * holds reach. Where the server does not answer, what was known stays, and it is asked again later.
 */
export class JobsAtHandStore {
  readonly #api: JobsAtHandApi;
  readonly #pace: JobsAtHandPace;
  readonly #listeners = new Set<() => void>();
  readonly #left = new Map<string, (outcomes: readonly TaggingOutcome[]) => void>();
  #state: JobsAtHand = { running: [], incidents: [] };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #looking = false;
  #again = false;

  constructor(api: JobsAtHandApi, pace = PACE) {
    this.#api = api;
    this.#pace = pace;
  }

  readonly getState = (): JobsAtHand => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.look();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Asks now: something was started or ended here. */
  readonly look = (): void => {
    this.#stop();
    if (this.#looking) this.#again = true;
    else void this.#look();
  };

  /** Hands over the outcomes of a job that nobody looks at any more, once it has ended. */
  watch(jobId: string, onOutcomes: (outcomes: readonly TaggingOutcome[]) => void): void {
    this.#left.set(jobId, onOutcomes);
    this.look();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const [jobs, incidents] = await Promise.all([this.#api.list({ limit: NEWEST }), this.#api.incidents()]);
    if (jobs.ok && incidents.ok) {
      this.#set({ running: jobs.value.jobs.filter(isOpen), incidents: incidents.value.jobs });
      await this.#askForLeft();
    }
    this.#looking = false;
    if (this.#again) {
      this.#again = false;
      return void this.#look();
    }
    const signedOut = [jobs, incidents].some((answer) => !answer.ok && isSignedOut(answer.problem));
    const waitMs = signedOut ? null : jobs.ok && incidents.ok ? this.#waitMs() : this.#pace.failedMs;
    if (waitMs !== null && this.#listeners.size > 0) this.#timer = setTimeout(() => void this.#look(), waitMs);
  }

  /** Only those that are not among the running ones are asked for: an answer holds every node. */
  async #askForLeft(): Promise<void> {
    const running = new Set(this.#state.running.map(({ id }) => id));
    for (const [id, onOutcomes] of this.#left) {
      if (running.has(id)) continue;
      const answer = await this.#api.find(id);
      if (answer.ok && isOpen(answer.value)) continue;
      if (!answer.ok && answer.problem.status !== 404) continue;
      this.#left.delete(id);
      if (answer.ok) onOutcomes(answer.value.outcomes);
    }
  }

  #waitMs(): number | null {
    if (this.#state.running.length > 0 || this.#left.size > 0) return this.#pace.runningMs;
    return this.#state.incidents.length > 0 ? this.#pace.incidentsMs : null;
  }

  #set(state: JobsAtHand): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
