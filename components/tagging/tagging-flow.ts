import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingAction, TaggingEvent, TaggingOutcome, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import type { ReviewedNode, TaggingApi } from "./tagging-api.ts";

/** A job as far as the browser knows. `outcomes` has one place per node that was sent, in the order of the plan. */
export type JobProgress = Omit<TaggingEvent, "changed"> & { outcomes: readonly (TaggingOutcome | undefined)[] };

/**
 * - `planning`: the server reads the nodes. `refused`: it could not; see the problem.
 * - `review`: nothing is written yet. `problem`: what kept it from starting.
 * - `running`: the job goes on, on the server, whether one looks or not. `problem`: why its progress is not seen just now.
 * - `lost`: its progress cannot be seen any more, so how it ended is not known.
 * - `finished`: every outcome is there.
 */
export type FlowState =
  | { phase: "planning" }
  | { phase: "refused"; problem: Problem }
  | { phase: "review"; plan: TaggingPlan; starting: boolean; problem: Problem | null }
  | { phase: "running"; plan: TaggingPlan; job: JobProgress | null; jobId: string; cancelling: boolean; problem: Problem | null }
  | { phase: "lost"; plan: TaggingPlan; job: JobProgress | null; jobId: string; problem: Problem }
  | { phase: "finished"; plan: TaggingPlan; job: JobProgress };

export type TaggingFlowOptions = {
  action: TaggingAction;
  nodes: readonly TaggingTarget[];
  api: TaggingApi;
  /** One outcome per node of the plan, once the job has ended, also when nobody looks any more. */
  onOutcomes: (outcomes: readonly TaggingOutcome[]) => void;
  /** Waits before a stream that was cut is opened again, in milliseconds; as many as there are further tries. */
  retriesMs?: readonly number[];
};

const RETRIES_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** From the request to the outcomes: plan, review, apply, follow. Lives on when the sheet is closed, until the job ends. */
export class TaggingFlow {
  readonly #options: TaggingFlowOptions;
  readonly #listeners = new Set<() => void>();
  #state: FlowState = { phase: "planning" };
  #begun = false;
  /** Of the review on screen: a start whose answer was lost can be asked for again without a second job. */
  #wish = "";

  constructor(options: TaggingFlowOptions) {
    this.#options = options;
  }

  readonly getState = (): FlowState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plans, the first time it is called. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    void this.plan();
  }

  /** Asks what would be done to the nodes, all of them or those given, by the action or another one. Writes nothing. */
  async plan(nodes: readonly TaggingTarget[] = this.#options.nodes, action = this.#options.action): Promise<void> {
    this.#set({ phase: "planning" });
    this.#wish = randomKey();
    const answer = await this.#options.api.plan(action, nodes);
    this.#set(
      answer.ok
        ? { phase: "review", plan: answer.value, starting: false, problem: null }
        : { phase: "refused", problem: answer.problem },
    );
  }

  /** Starts the job that was reviewed and follows it to its end. */
  async start(): Promise<void> {
    const state = this.#state;
    if (state.phase !== "review" || state.starting) return;
    const { plan } = state;
    this.#set({ phase: "review", plan, starting: true, problem: null });
    const answer = await this.#options.api.start(plan.action, nodesToChange(plan), this.#wish);
    if (!answer.ok) {
      this.#set({ phase: "review", plan, starting: false, problem: answer.problem });
      return;
    }
    this.#set({ phase: "running", plan, jobId: answer.value.id, job: null, cancelling: false, problem: null });
    await this.#follow();
  }

  /** Asks the server to send nothing more. What was written stays, and is still verified. */
  async cancel(): Promise<void> {
    if (this.#state.phase !== "running" || this.#state.cancelling) return;
    this.#set({ ...this.#state, cancelling: true });
    const answer = await this.#options.api.cancel(this.#state.jobId);
    if (!answer.ok && this.#state.phase === "running") this.#set({ ...this.#state, cancelling: false, problem: answer.problem });
  }

  /** Tries again to see how a job that was lost from sight is doing. */
  async lookAgain(): Promise<void> {
    if (this.#state.phase !== "lost") return;
    const { plan, job, jobId } = this.#state;
    this.#set({ phase: "running", plan, job, jobId, cancelling: false, problem: null });
    await this.#follow();
  }

  /** Plans anew for what failed or was not sent: what was read for it before may be old. */
  async retryFailed(): Promise<void> {
    if (this.#state.phase !== "finished") return;
    const { plan, job } = this.#state;
    await this.plan(
      job.outcomes.flatMap((outcome) => (outcome && isUnfinished(outcome) ? [toTarget(outcome)] : [])),
      plan.action,
    );
  }

  /** Plans to fix the tag of those nodes that the plan on screen leaves alone because they carry another spelling of it. */
  async fixInstead(): Promise<void> {
    if (this.#state.phase !== "review" && this.#state.phase !== "finished") return;
    await this.plan(nodesToFix(this.#state.plan).map(toTarget), "normalise");
  }

  async #follow(): Promise<void> {
    const { api, retriesMs = RETRIES_MS } = this.#options;
    let tries = 0;
    while (this.#state.phase === "running") {
      const problem = await api.follow(this.#state.jobId, (event) => {
        tries = 0;
        this.#take(event);
      });
      if (this.#state.phase !== "running") return;
      const reason = problem ?? STREAM_ENDED;
      const waitMs = retriesMs[tries];
      if (waitMs === undefined || isFinal(reason)) {
        const { plan, job, jobId } = this.#state;
        this.#set({ phase: "lost", plan, job, jobId, problem: reason });
        return;
      }
      tries += 1;
      this.#set({ ...this.#state, problem: reason });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  #take({ changed, ...event }: TaggingEvent): void {
    if (this.#state.phase !== "running") return;
    const { plan, job: before } = this.#state;
    const outcomes = before === null ? new Array<TaggingOutcome | undefined>(event.total).fill(undefined) : [...before.outcomes];
    for (const { at, outcome } of changed) outcomes[at] = outcome;
    const job = { ...event, outcomes };
    if (event.finishedAt === null) {
      this.#set({ ...this.#state, job, problem: null });
      return;
    }
    this.#set({ phase: "finished", plan, job });
    this.#options.onOutcomes(allOutcomes(plan, job));
  }

  #set(state: FlowState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** A failed or unsent node: what can be tried again. */
export function isUnfinished({ state }: TaggingOutcome): boolean {
  return state === "failed" || state === "skipped";
}

/** The nodes of a plan that have a wrong value or another spelling: tagging leaves them alone, fixing does not. */
export function nodesToFix(plan: TaggingPlan): readonly TaggingTarget[] {
  return plan.nodes.filter((node) => node.plan === "cannot" && node.problem.code === "needs-normalise");
}

/** The nodes of a plan that a job is started for, each with the tags that the reviewer saw. */
function nodesToChange(plan: TaggingPlan): ReviewedNode[] {
  return plan.nodes.flatMap((node) => (node.plan === "change" ? [{ ...toTarget(node), seen: node.before.found }] : []));
}

/** One outcome per node of the plan, in its order: the job's where there is one, the plan's own word for the rest. */
export function allOutcomes(plan: TaggingPlan, job: JobProgress): readonly TaggingOutcome[] {
  let at = 0;
  return plan.nodes.map((node): TaggingOutcome => {
    const nothing = { ...toTarget(node), before: node.before, after: null, requestIds: [] };
    if (node.plan === "already") return { ...nothing, state: "already", after: node.before };
    if (node.plan === "cannot") return { ...nothing, state: "failed", problem: node.problem };
    return job.outcomes[at++] ?? { ...nothing, state: "skipped" };
  });
}

function toTarget({ account, region, id }: TaggingTarget): TaggingTarget {
  return { account, region, id };
}

/** 128 random bits. `crypto.randomUUID` is missing on plain http of another host than this one. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Nothing will make these better by itself: signed out, or the job is not known (the server was started anew). */
function isFinal({ status }: Problem): boolean {
  return status === 401 || status === 403 || status === 404;
}

const STREAM_ENDED: Problem = {
  code: "stream-closed",
  title: "The connection to the dashboard’s server was lost.",
  remedy: "The job goes on without it; it is looked at again by itself.",
};
