import type { Problem } from "#lib/domain/problem.ts";
import type { JobSummary, OutcomeState, TaggingEvent, TaggingOutcome, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import type { JobOrder, TaggingApi, TaggingStart } from "./tagging-api.ts";
import type { FollowedJob, TaggingWish } from "./tagging-wish.ts";

export type { TaggingWish } from "./tagging-wish.ts";

/** A job as far as the browser knows. `outcomes` has one place per node that was asked for, in the order of the request. */
export type JobProgress = JobSummary & { outcomes: readonly (TaggingOutcome | undefined)[] };

/** What a person gives with the start: everything but which plan it is. */
export type Purpose = Omit<TaggingStart, "plan" | "hash">;

/**
 * - `planning`: the server reads the nodes. `refused`: it could not; see the problem.
 * - `review`: nothing is written yet. `problem`: what kept it from starting.
 * - `running`: the job goes on, on the server, whether one looks or not. `problem`: why its progress is not seen just now,
 *   or why what was asked of it was not taken.
 * - `lost`: its progress cannot be seen any more, so how it ended is not known.
 * - `finished`: every outcome is there.
 *
 * `plan` is null for a job that was started elsewhere.
 */
export type FlowState =
  | { phase: "planning" }
  | { phase: "refused"; problem: Problem }
  | { phase: "review"; plan: TaggingPlan; incident: boolean; starting: boolean; problem: Problem | null }
  | ({ phase: "running"; asking: JobOrder | null; problem: Problem | null; job: JobProgress | null } & OfJob)
  | ({ phase: "lost"; problem: Problem; job: JobProgress | null } & OfJob)
  | ({ phase: "finished"; job: JobProgress } & OfJob);

type OfJob = { jobId: string; plan: TaggingPlan | null };

export type TaggingFlowOptions = {
  /** What is wanted, or the job to look at. */
  wish: TaggingWish | FollowedJob;
  api: TaggingApi;
  /** One outcome per node that was asked for, once a job has ended while one looked. */
  onOutcomes?: (outcomes: readonly TaggingOutcome[]) => void;
  /** The job that was still going on when nobody looked any more. */
  onLeft?: (jobId: string) => void;
  /** Waits before a stream that was cut is opened again, in milliseconds; as many as there are further tries. */
  retriesMs?: readonly number[];
};

const RETRIES_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** From the wish to the outcomes: plan, review, apply, follow. A job goes on without it. */
export class TaggingFlow {
  readonly #options: TaggingFlowOptions;
  readonly #listeners = new Set<() => void>();
  #state: FlowState = { phase: "planning" };
  #begun = false;
  #left = false;
  /** Of the stream that is open or about to be opened again. */
  #stream: AbortController | null = null;
  /** What the plan on screen was made for. */
  #wish: TaggingWish | null;
  /** Of the review on screen: a start whose answer was lost can be asked for again without a second job. */
  #key = "";

  constructor(options: TaggingFlowOptions) {
    this.#options = options;
    const { wish } = options;
    this.#wish = "follow" in wish ? null : wish;
    if ("follow" in wish) this.#state = running(wish.follow, null);
  }

  readonly getState = (): FlowState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plans, or looks at the job, the first time it is called; after `leave` looks again at a job that goes on. */
  begin(): void {
    this.#left = false;
    const first = !this.#begun;
    this.#begun = true;
    if (this.#state.phase === "running") void this.#follow();
    else if (first) void this.readAgain();
  }

  /** Nobody looks any more: the job's stream is closed, as a browser has only six connections to a server. */
  leave(): void {
    this.#left = true;
    this.#stream?.abort();
    this.#stream = null;
    if (this.#state.phase === "running") this.#options.onLeft?.(this.#state.jobId);
  }

  /** Reads the nodes anew and asks what would be done to them. Writes nothing. */
  async readAgain(): Promise<void> {
    if (this.#wish !== null) await this.#plan(this.#wish);
  }

  /** Starts the job that was reviewed and follows it to its end. */
  async start(purpose: Purpose): Promise<void> {
    const state = this.#state;
    if (state.phase !== "review" || state.starting) return;
    const { plan } = state;
    this.#set({ ...state, starting: true, problem: null });
    const answer = await this.#options.api.start({ plan: plan.id, hash: plan.hash, ...purpose }, this.#key);
    if (!answer.ok) {
      this.#set({ ...state, starting: false, problem: answer.problem });
      return;
    }
    this.#set(running(answer.value.id, plan));
    if (this.#left) this.#options.onLeft?.(answer.value.id);
    else await this.#follow();
  }

  /** Asks the server to hold the job, to go on with it, or to send nothing more. What was written stays, and is verified. */
  async ask(order: JobOrder): Promise<void> {
    if (this.#state.phase !== "running" || this.#state.asking !== null) return;
    this.#set({ ...this.#state, asking: order });
    const answer = await this.#options.api.ask(this.#state.jobId, order);
    // The job may have ended meanwhile: then there is nothing left to ask of it.
    if (this.#state.phase !== "running") return;
    this.#set({ ...this.#state, asking: null, ...(!answer.ok && { problem: answer.problem }) });
  }

  /** Tries again to see how a job that was lost from sight is doing. */
  async lookAgain(): Promise<void> {
    if (this.#state.phase !== "lost") return;
    const { plan, job, jobId } = this.#state;
    this.#set({ ...running(jobId, plan), job });
    await this.#follow();
  }

  /** Plans anew for what failed or was not sent: what was read for it before may be old. */
  async retryFailed(): Promise<void> {
    if (this.#state.phase !== "finished") return;
    const { job } = this.#state;
    const nodes = job.outcomes.flatMap((outcome) => (outcome && canRetry(outcome) ? [outcome] : []));
    if (job.action !== "undo") await this.#plan({ action: job.action, nodes, ...(job.incident && { incident: true }) });
    else if (job.undoOf !== null) await this.#plan({ action: "undo", job: job.undoOf, nodes });
  }

  /** Plans to fix the tag of those nodes that are left alone because they carry another spelling of it. */
  async fixInstead(): Promise<void> {
    const state = this.#state;
    if (state.phase !== "review" && state.phase !== "finished") return;
    const incident = state.phase === "review" ? state.incident : state.job.incident !== null;
    const nodes = nodesToFix(state.phase === "review" ? state.plan.nodes : known(state.job));
    await this.#plan({ action: "normalise", nodes, ...(incident && { incident }) });
  }

  /** Plans to put back what the job that ended has changed. */
  async undo(): Promise<void> {
    if (this.#state.phase === "finished") await this.#plan({ action: "undo", job: this.#state.jobId });
  }

  async #plan(wish: TaggingWish): Promise<void> {
    this.#wish = wish;
    this.#key = randomKey();
    this.#set({ phase: "planning" });
    const answer = await this.#options.api.plan(wish);
    const incident = wish.action !== "undo" && wish.incident === true;
    this.#set(
      answer.ok
        ? { phase: "review", plan: answer.value, incident, starting: false, problem: null }
        : { phase: "refused", problem: answer.problem },
    );
  }

  async #follow(): Promise<void> {
    this.#stream?.abort();
    const stream = new AbortController();
    this.#stream = stream;
    const { api, retriesMs = RETRIES_MS } = this.#options;
    let tries = 0;
    while (this.#state.phase === "running" && !stream.signal.aborted) {
      const onEvent = (event: TaggingEvent) => {
        if (stream.signal.aborted) return;
        tries = 0;
        this.#take(event);
      };
      const problem = await api.follow(this.#state.jobId, onEvent, stream.signal);
      if (this.#state.phase !== "running" || stream.signal.aborted) break;
      const reason = problem ?? STREAM_ENDED;
      const waitMs = retriesMs[tries];
      if (waitMs === undefined || isFinal(reason)) {
        const { plan, job, jobId } = this.#state;
        this.#set({ phase: "lost", plan, job, jobId, problem: reason });
        break;
      }
      tries += 1;
      this.#set({ ...this.#state, problem: reason });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    if (this.#stream === stream) this.#stream = null;
  }

  #take({ changed, ...event }: TaggingEvent): void {
    if (this.#state.phase !== "running") return;
    const { plan, jobId, job: before } = this.#state;
    const outcomes = before === null ? new Array<TaggingOutcome | undefined>(event.total).fill(undefined) : [...before.outcomes];
    for (const { at, outcome } of changed) if (at < event.total) outcomes[at] = outcome;
    const job = { ...event, outcomes };
    if (event.finishedAt === null || !isWhole(job)) {
      this.#set({ ...this.#state, job, problem: null });
      return;
    }
    this.#set({ phase: "finished", plan, jobId, job });
    this.#options.onOutcomes?.(known(job));
  }

  #set(state: FlowState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** What can be tried again: AWS refused it or it was not seen, or the job was called off before it was sent. */
export function canRetry({ state, problem }: TaggingOutcome): boolean {
  return state === "failed" || (state === "skipped" && problem?.code === "cancelled");
}

/** Nodes that have a wrong value or another spelling: tagging leaves them alone, fixing does not. */
export function nodesToFix(nodes: readonly (TaggingTarget & { problem?: Problem })[]): readonly TaggingTarget[] {
  return nodes.filter(({ problem }) => problem?.code === "needs-normalise");
}

/** The outcomes that have come. */
export function known({ outcomes }: JobProgress): readonly TaggingOutcome[] {
  return outcomes.filter((outcome) => outcome !== undefined);
}

function running(jobId: string, plan: TaggingPlan | null): Extract<FlowState, { phase: "running" }> {
  return { phase: "running", plan, jobId, job: null, asking: null, problem: null };
}

/** A long job's last state comes in several lines, and each says that it has ended: the outcomes have to add up to it. */
function isWhole({ counts, outcomes }: JobProgress): boolean {
  const seen: Record<OutcomeState, number> = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) if (outcome !== undefined) seen[outcome.state] += 1;
  return STATES.every((state) => seen[state] === counts[state]);
}

const STATES: readonly OutcomeState[] = ["pending", "written", "verified", "already", "failed", "skipped"];

/** 128 random bits. `crypto.randomUUID` is missing on plain http of another host than this one. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Nothing will make these better by itself: signed out, or the job is not known. */
function isFinal({ status }: Problem): boolean {
  return status === 401 || status === 403 || status === 404;
}

const STREAM_ENDED: Problem = {
  code: "stream-closed",
  title: "The connection to the dashboard’s server was lost.",
  remedy: "The job goes on without it; it is looked at again by itself.",
};
