import type { BucketSize } from "./bucket-size.ts";

type Level = { tokens: number; atMs: number };

/** Token buckets by key. A bucket begins full and fills up evenly with time. */
export class TokenBuckets {
  readonly #levels = new Map<string, Level>();

  /** Takes a token from the key's bucket. False: there was none, and nothing was taken. */
  take(key: string, size: BucketSize, nowMs: number): boolean {
    const level = this.#levels.get(key) ?? { tokens: size.capacity, atMs: nowMs };
    const refilled = level.tokens + (Math.max(0, nowMs - level.atMs) / 1000) * size.refillPerSecond;
    const tokens = Math.min(size.capacity, refilled);
    const taken = tokens >= 1;
    this.#levels.set(key, { tokens: taken ? tokens - 1 : tokens, atMs: nowMs });
    return taken;
  }

  /** Every bucket is full again. */
  refill(): void {
    this.#levels.clear();
  }
}
