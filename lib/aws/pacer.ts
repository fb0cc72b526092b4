import "server-only";

/** Time as the pacer sees it; tests bring their own. */
export type Clock = {
  now(): number;
  /** Calls back once after `ms`; the answer takes the call back. */
  after(ms: number, callback: () => void): () => void;
};

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export type PacerOptions = {
  /** Requests that may go at once after a rest. */
  burst: number;
  /** Requests per second after that. */
  perSecond: number;
  clock?: Clock;
};

/** However hard AWS throttles, this share of the full rate still goes. */
const SLOWEST_SHARE = 0.25;
/** Requests that were on their way together are told off together; that counts once. */
const ONE_THROTTLE_MS = 500;
const SLOW_DOWN = 0.7;
/** Share of the full rate that one good answer gives back. */
const RECOVERY = 0.05;

type Waiter = { go(): void };

/**
 * A token bucket that slows down when AWS throttles (three tenths less, bucket emptied) and recovers a little with
 * every good answer. First come, first served.
 */
export class Pacer {
  readonly #burst: number;
  readonly #fullRate: number;
  readonly #clock: Clock;
  readonly #waiters: Waiter[] = [];
  #rate: number;
  #tokens: number;
  #countedAt: number;
  #throttledAt = Number.NEGATIVE_INFINITY;
  #throttles = 0;
  #cancelTimer: (() => void) | undefined;

  constructor({ burst, perSecond, clock = SYSTEM_CLOCK }: PacerOptions) {
    this.#burst = burst;
    this.#fullRate = perSecond;
    this.#clock = clock;
    this.#rate = perSecond;
    this.#tokens = burst;
    this.#countedAt = clock.now();
  }

  /** Requests per second that may go at present. */
  get perSecond(): number {
    return this.#rate;
  }

  /** Attempts that AWS has throttled so far. */
  get throttles(): number {
    return this.#throttles;
  }

  /** Resolves when the next request may go. Rejects with the signal's reason where it is aborted first. */
  take(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        go() {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  /** AWS throttled an attempt. */
  throttled(): void {
    this.#throttles += 1;
    const now = this.#clock.now();
    if (now - this.#throttledAt < ONE_THROTTLE_MS) return;
    this.#refill();
    this.#throttledAt = now;
    this.#rate = Math.max(this.#fullRate * SLOWEST_SHARE, this.#rate * SLOW_DOWN);
    this.#tokens = Math.min(this.#tokens, 0);
    this.#schedule();
  }

  /** AWS answered an attempt without throttling it. */
  answered(): void {
    if (this.#rate >= this.#fullRate) return;
    this.#refill();
    this.#rate = Math.min(this.#fullRate, this.#rate + this.#fullRate * RECOVERY);
    this.#schedule();
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#countedAt) / 1000) * this.#rate);
    this.#countedAt = now;
  }

  #serve(): void {
    this.#refill();
    // A timer may fire a hair early by this clock; the missing millionth of a token is not worth another timer.
    while (this.#tokens > 0.999_999) {
      const waiter = this.#waiters.shift();
      if (!waiter) break;
      this.#tokens -= 1;
      waiter.go();
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#waiters.length === 0) return;
    const waitMs = Math.max(1, Math.ceil(((1 - this.#tokens) / this.#rate) * 1000));
    this.#cancelTimer = this.#clock.after(waitMs, () => this.#serve());
  }
}
