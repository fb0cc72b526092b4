import { expect, test } from "vitest";
import { TokenBuckets } from "./token-buckets.ts";

const SIZE = { name: "test", capacity: 3, refillPerSecond: 2 };

function takeAll(buckets: TokenBuckets, nowMs: number, key = "key"): number {
  let taken = 0;
  while (buckets.take(key, SIZE, nowMs)) taken += 1;
  return taken;
}

test("gives as many at once as the bucket holds, and then what flows in", () => {
  const buckets = new TokenBuckets();
  expect([0, 499, 500, 2000, 100_000].map((nowMs) => takeAll(buckets, nowMs))).toEqual([3, 0, 1, 3, 3]);
});

test("keeps every key's bucket for itself", () => {
  const buckets = new TokenBuckets();
  expect([takeAll(buckets, 0, "a"), takeAll(buckets, 0, "b"), takeAll(buckets, 0, "a")]).toEqual([3, 3, 0]);
});

test("is full again after a refill", () => {
  const buckets = new TokenBuckets();
  takeAll(buckets, 0);
  buckets.refill();
  expect(takeAll(buckets, 0)).toBe(3);
});
