import { retryMs } from "#components/estate/pace.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingEvent } from "#lib/domain/tagging.ts";
import { isOpen } from "./job-words.ts";
import type { JobApi, JobWish } from "./jobs-api.ts";
import { type JobView, mergeJobEvents } from "./merge-job-events.ts";

/**
 * - `reading`: nothing has come yet. `refused`: there is no such job, or it may not be seen.
 * - `shown`: `cut` says why what is shown may be old; it is read again by itself. `refusal` is of the last wish.
 */
export type JobWatchState =
  | { phase: "reading"; problem: Problem | null }
  | { phase: "refused"; problem: Problem }
  | { phase: "shown"; job: JobView; cut: Problem | null; wish: JobWish | null; refusal: Problem | null };

export const JOB_UNREAD: JobWatchState = { phase: "reading", problem: null };

export type JobWatchOptions = {
  id: string;
  api: JobApi;
  /** Milliseconds that lines are collected for before they are shown. */
  batchMs?: number;
  /** Milliseconds before the `attempt`th new try in a row, from 0. */
  waitMs?: (attempt: number) => number;
};

/** Follows one job's stream while somebody looks, through cuts, until it ends. */
export class JobWatch {
  readonly #options: Required<JobWatchOptions>;
  readonly #listeners = new Set<() => void>();
  #state = JOB_UNREAD;
  #waiting: TaggingEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stream: AbortController | null = null;

  constructor({ batchMs = 100, waitMs = retryMs, ...options }: JobWatchOptions) {
    this.#options = { ...options, batchMs, waitMs };
  }

  readonly getState = (): JobWatchState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.again();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#leave();
    };
  };

  /** Reads the job anew, also one that has ended: somebody may have undone it since. */
  readonly again = (): void => {
    this.#leave();
    this.#stream = new AbortController();
    void this.#follow(this.#stream.signal);
  };

  /** Asks something of the job. What comes of it arrives on the stream. */
  readonly ask = async (wish: JobWish): Promise<void> => {
    if (this.#state.phase !== "shown" || this.#state.wish !== null) return;
    this.#set({ ...this.#state, wish, refusal: null });
    const answer = await this.#options.api.ask(this.#options.id, wish);
    if (this.#state.phase === "shown") {
      this.#set({ ...this.#state, wish: null, refusal: answer.ok ? null : answer.problem });
    }
    if (answer.ok) this.again();
  };

  async #follow(signal: AbortSignal): Promise<void> {
    const { id, api, waitMs } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const problem = await api.follow(id, {
        signal,
        onEvent: (event) => {
          if (signal.aborted) return;
          attempt = 0;
          this.#take(event);
        },
      });
      if (signal.aborted) return;
      this.#flush();
      if (problem === null && this.#state.phase === "shown" && !isOpen(this.#state.job)) return;
      const reason = problem ?? STREAM_ENDED;
      if (isFinal(reason)) return this.#set({ phase: "refused", problem: reason });
      if (this.#state.phase === "shown") this.#set({ ...this.#state, cut: reason });
      else this.#set({ phase: "reading", problem: reason });
      await new Promise((resolve) => setTimeout(resolve, waitMs(attempt)));
      if (signal.aborted) return;
    }
  }

  #take(event: TaggingEvent): void {
    this.#waiting.push(event);
    if (this.#state.phase !== "shown") this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), this.#options.batchMs);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const before = this.#state.phase === "shown" ? this.#state : null;
    const job = mergeJobEvents(before?.job ?? null, this.#waiting);
    const came = this.#waiting.length > 0;
    this.#waiting = [];
    if (job === null || !came) return;
    this.#set({ phase: "shown", job, cut: null, wish: before?.wish ?? null, refusal: before?.refusal ?? null });
  }

  #leave(): void {
    this.#stream?.abort();
    this.#stream = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
  }

  #set(state: JobWatchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Waiting will not make these better. */
function isFinal({ status }: Problem): boolean {
  return status === 401 || status === 403 || status === 404;
}

const STREAM_ENDED: Problem = {
  code: "stream-closed",
  title: "The connection to the dashboard’s server was lost.",
  remedy: "The job goes on without it. This page connects again by itself.",
};
