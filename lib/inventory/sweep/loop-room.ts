import "server-only";
import { performance } from "node:perf_hooks";

/** Looked at more often, a single long task would count as no room at all. */
const LOOK_EVERY_MS = 250;
/** Above this share of its time the event loop has a backlog, and whatever waits for it waits longer and longer. */
const FULL = 0.9;

/**
 * Tells whether the event loop has time to spare. Where it has none, more requests under way bring nothing sooner: their
 * answers lie about unread until the requests count as timed out.
 */
export class LoopRoom {
  #since = performance.eventLoopUtilization();
  #lookedAtMs = performance.now();
  #has = true;

  /** As of the last quarter of a second or more. */
  has(): boolean {
    const now = performance.now();
    if (now - this.#lookedAtMs >= LOOK_EVERY_MS) {
      const current = performance.eventLoopUtilization();
      this.#has = performance.eventLoopUtilization(current, this.#since).utilization < FULL;
      this.#since = current;
      this.#lookedAtMs = now;
    }
    return this.#has;
  }
}
