import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { type JobOrders, type JobRun, LostJob } from "./job-store.ts";
import type { TaggingEstate } from "./tagging-estate.ts";

const LOOK_EVERY_MS = 1000;
/**
 * How long the job is surely ours after the store has said so. A worker that says nothing is taken for dead after 10 s
 * (lib/store/queues.ts), and may have said so last 5 s before.
 */
const SURE_FOR_MS = 3000;

/** One worker's work on one job: what its cells share. */
export class JobWork {
  readonly run: JobRun;
  readonly estate: TaggingEstate;
  readonly tag: TagSpec;
  readonly #halt = new AbortController();
  #asked: JobOrders["asked"] = null;
  #trouble: Problem | null;
  #troubleKept: Promise<void> = Promise.resolve();
  /** By a clock that goes on while the process stands still. */
  #sureAt = performance.now();

  constructor(estate: TaggingEstate, run: JobRun) {
    this.estate = estate;
    this.run = run;
    this.tag = run.job.tag;
    this.#trouble = run.job.trouble;
  }

  /** Aborted once nothing more may be sent: the job is to pause or to end, or another worker has it. */
  get halt(): AbortSignal {
    return this.#halt.signal;
  }

  get asked(): JobOrders["asked"] {
    return this.#asked;
  }

  /** Takes over what a durable step brought back. */
  note({ asked }: JobOrders): void {
    this.#asked = asked;
    if (asked !== null) this.#halt.abort();
  }

  /** False once so much time has gone by that another worker may have the job: this one may have stood still meanwhile. */
  readonly isSurelyOurs = (): boolean => performance.now() - this.#sureAt < SURE_FOR_MS;

  /** Rejects with LostJob where another worker has the job, and as the store does where it does not answer. */
  async makeSure(): Promise<void> {
    const askedAt = performance.now();
    this.note(await this.run.orders());
    this.#sureAt = Math.max(this.#sureAt, askedAt);
  }

  /** Looks for orders until `done`, so that a pause is heard while AWS keeps us waiting. */
  async lookForOrders(done: AbortSignal): Promise<void> {
    while (!done.aborted && !this.#halt.signal.aborted) {
      await wait(LOOK_EVERY_MS, undefined, { signal: done }).catch(() => undefined);
      if (done.aborted) return;
      try {
        await this.makeSure();
      } catch (error) {
        // A database that is away is found out by the next durable step, which has to have it.
        if (error instanceof LostJob) this.#halt.abort();
      }
    }
  }

  /**
   * Runs `call` again and again while it says that the credentials do not work, and tells so meanwhile. Nothing was
   * written by a call that AWS did not know the caller of. Gives up only when nothing more may be sent.
   */
  async waitingForCredentials<T>(call: () => Promise<T>, problemOf: (result: T) => Problem | null): Promise<T> {
    for (;;) {
      const result = await call();
      const problem = problemOf(result);
      await this.#setTrouble(problem);
      if (problem === null || this.halt.aborted) return result;
      await wait(this.estate.patience.credentialsMs, undefined, { signal: this.halt }).catch(() => undefined);
    }
  }

  /** Kept only where it changes; several cells have the same trouble at once. */
  async #setTrouble(problem: Problem | null): Promise<void> {
    if (problem?.code === this.#trouble?.code) return this.#troubleKept;
    this.#trouble = problem;
    this.#troubleKept = this.run.setTrouble(problem).then((orders) => this.note(orders));
    return this.#troubleKept;
  }
}
