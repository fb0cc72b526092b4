import type { Problem } from "#lib/domain/problem.ts";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { isSignedOut } from "./ask-server.ts";
import { isOpen } from "./job-words.ts";
import type { TimelineApi } from "./jobs-api.ts";
import { appendOlder, mergeLatest, replaceKnown } from "./merge-jobs.ts";

export type TimelineState = {
  /** Newest first; null until the first page was read. */
  jobs: readonly JobSummary[] | null;
  /** Incidents that still hold reach, soonest end first; null until they were read. */
  incidents: readonly JobSummary[] | null;
  /** Why the latest reading failed. What is shown is then from before. */
  problem: Problem | null;
  /** Whether there may be older ones. */
  more: boolean;
  older: "idle" | "reading" | Problem;
};

export const NO_TIMELINE: TimelineState = { jobs: null, incidents: null, problem: null, more: false, older: "idle" };

/** How long between two readings: while a job runs, while none does, after a failure. */
export type TimelinePace = { runningMs: number; idleMs: number; failedMs: number };

const PACE: TimelinePace = { runningMs: 2000, idleMs: 20_000, failedMs: 4000 };

export const PAGE_SIZE = 50;

/** The jobs as the server has them, read again and again while somebody looks. */
export class TimelineStore {
  readonly #api: TimelineApi;
  readonly #pace: TimelinePace;
  readonly #listeners = new Set<() => void>();
  #state = NO_TIMELINE;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #reading = false;
  #again = false;

  constructor(api: TimelineApi, pace = PACE) {
    this.#api = api;
    this.#pace = pace;
  }

  readonly getState = (): TimelineState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.refresh();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Reads now instead of when its time comes. */
  readonly refresh = (): void => {
    this.#stop();
    if (this.#reading) this.#again = true;
    else void this.#read();
  };

  /** Reads the page after the last one shown. */
  readonly showOlder = async (): Promise<void> => {
    const last = this.#state.jobs?.at(-1);
    if (last === undefined || !this.#state.more || this.#state.older === "reading") return;
    this.#set({ older: "reading" });
    const answer = await this.#api.list({ limit: PAGE_SIZE, before: last.id });
    if (!answer.ok) return this.#set({ older: answer.problem });
    const { jobs } = answer.value;
    this.#set({ jobs: appendOlder(this.#state.jobs ?? [], jobs), more: jobs.length >= PAGE_SIZE, older: "idle" });
  };

  async #read(): Promise<void> {
    this.#reading = true;
    const [latest, incidents] = await Promise.all([this.#api.list({ limit: PAGE_SIZE }), this.#api.incidents()]);
    const problem = latest.ok ? (incidents.ok ? null : incidents.problem) : latest.problem;
    if (latest.ok) {
      const { jobs } = latest.value;
      const merged = mergeLatest(this.#state.jobs ?? [], jobs, PAGE_SIZE);
      this.#set({ jobs: merged.jobs, problem, ...(!merged.kept && { more: jobs.length >= PAGE_SIZE, older: "idle" }) });
      await this.#readOpenOnes();
    } else this.#set({ problem });
    if (incidents.ok) this.#set({ incidents: incidents.value.jobs });
    this.#reading = false;
    this.#goOn();
  }

  /** Jobs that still run on pages before the latest one. */
  async #readOpenOnes(): Promise<void> {
    const jobs = this.#state.jobs ?? [];
    for (let start = PAGE_SIZE; start < jobs.length; start += PAGE_SIZE) {
      const before = jobs[start - 1];
      if (before === undefined || !jobs.slice(start, start + PAGE_SIZE).some(isOpen)) continue;
      const answer = await this.#api.list({ limit: PAGE_SIZE, before: before.id });
      if (answer.ok) this.#set({ jobs: replaceKnown(this.#state.jobs ?? [], answer.value.jobs) });
    }
  }

  #goOn(): void {
    if (this.#again && this.#listeners.size > 0) {
      this.#again = false;
      void this.#read();
      return;
    }
    this.#again = false;
    const { jobs, problem } = this.#state;
    if (this.#listeners.size === 0 || (problem !== null && isSignedOut(problem))) return;
    const { runningMs, idleMs, failedMs } = this.#pace;
    const runs = jobs?.some(({ state, asked }) => state === "queued" || state === "applying" || asked !== null) ?? false;
    this.#stop();
    this.#timer = setTimeout(() => void this.#read(), problem !== null ? failedMs : runs ? runningMs : idleMs);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(change: Partial<TimelineState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
