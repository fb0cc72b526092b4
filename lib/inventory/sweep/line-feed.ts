import "server-only";
import { CatchUp, type Told } from "./catch-up.ts";
import { type Estate, type LiveLines, liveLines, type Moment } from "./live-lines.ts";
import type { SharedLines } from "./shared-lines.ts";

export type LineFeedOptions = {
  /** Goes on after the sweep's end, until it is closed. */
  follow: boolean;
  /** Closes the feed: the client went away. */
  signal: AbortSignal;
};

/** A client this many moments behind is told how things are by then instead of every change. */
const MOST_BEHIND = 100;

/**
 * The lines of the estate for one client: first what is known, then every change as it comes, each made when the client
 * asks for it. Without `follow` it ends with the sweep, at once where none is running.
 */
export class LineFeed implements AsyncIterableIterator<SharedLines, undefined> {
  readonly #estate: Estate;
  readonly #live: LiveLines;
  readonly #follow: boolean;
  /** Until the client knows all that there is. */
  #catchUp: CatchUp | null;
  /** From then on: what has happened since. */
  #moments: Moment[] = [];
  /** As of the last moment that was taken. */
  #told: Told | null = null;
  #unsubscribe: (() => void) | undefined;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(estate: Estate, { follow, signal }: LineFeedOptions, live = liveLines(estate)) {
    this.#estate = estate;
    this.#live = live;
    this.#follow = follow;
    this.#catchUp = new CatchUp(estate.snapshot, this.#live.blocks, null);
    signal.addEventListener("abort", () => this.#close(), { once: true });
    if (signal.aborted) this.#close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<SharedLines, undefined>> {
    for (;;) {
      if (this.#closed) return { done: true, value: undefined };
      const lines = this.#take();
      if (lines) return { done: false, value: lines };
      if (this.#closed) continue;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  async return(): Promise<IteratorResult<SharedLines, undefined>> {
    this.#close();
    return { done: true, value: undefined };
  }

  #take(): SharedLines | undefined {
    if (this.#catchUp !== null) {
      const lines = this.#catchUp.next();
      if (lines) return lines;
      if (this.#follow || this.#estate.snapshot.sweeping) this.#goLive();
      else this.#close();
      return undefined;
    }
    const moment = this.#moments.shift();
    if (moment === undefined) return undefined;
    this.#told = moment;
    if (moment.ended && !this.#follow) this.#close();
    return moment.lines;
  }

  /** From now on, when the client knows all that there is, by what happens. */
  #goLive(): void {
    const { id, version, rowCount } = this.#estate.snapshot;
    this.#catchUp = null;
    this.#told = { snapshot: id, version, rowCount };
    this.#unsubscribe = this.#live.subscribe((moment) => this.#hear(moment));
  }

  #hear(moment: Moment): void {
    this.#moments.push(moment);
    if (this.#moments.length > MOST_BEHIND) {
      this.#unsubscribe?.();
      this.#moments = [];
      this.#catchUp = new CatchUp(this.#estate.snapshot, this.#live.blocks, this.#told);
    }
    this.#wake?.();
  }

  #close(): void {
    this.#closed = true;
    this.#moments = [];
    this.#unsubscribe?.();
    this.#wake?.();
  }
}
