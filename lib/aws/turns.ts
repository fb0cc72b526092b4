import "server-only";

/**
 * Lets pieces of work have the event loop one after the other, first come, first served, and everything else (requests,
 * other answers) in between. A piece is what runs after `take` until it waits for something again: some milliseconds.
 */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #next = 0;

  /** Resolves when it is this piece's turn. */
  take(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (this.#waiting.length - this.#next === 1) setImmediate(() => this.#serve());
    return promise;
  }

  #serve(): void {
    this.#waiting[this.#next]?.();
    this.#next += 1;
    if (this.#next < this.#waiting.length) {
      setImmediate(() => this.#serve());
    } else {
      this.#waiting.length = 0;
      this.#next = 0;
    }
  }
}

/** One for the process: there is one event loop. */
export const turns = new Turns();
