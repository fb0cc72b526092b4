import { describe, expect, test } from "vitest";
import { chunksOf, inParallel } from "./in-parallel.ts";

describe("inParallel", () => {
  test("works on every item once, in order, never on more than the limit at a time", async () => {
    const begun: number[] = [];
    let under = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      begun.push(item);
      under += 1;
      most = Math.max(most, under);
      await new Promise(setImmediate);
      under -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  test("after an error begins nothing more, lets what is under way end, and rejects with the first error", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("first");
      await new Promise(setImmediate);
      ended.push(item);
      if (item === 2) throw new Error("second");
    });
    await expect(work).rejects.toThrow("first");
    expect(begun).toEqual([1, 2]);
    expect(ended).toEqual([2]);
  });

  test("no items, nothing to do", async () => {
    await inParallel([], 4, () => Promise.reject(new Error("called")));
  });
});

describe("chunksOf", () => {
  test.each<[count: number, sizes: number[]]>([
    [0, []],
    [1, [1]],
    [200, [200]],
    [201, [200, 1]],
    [400, [200, 200]],
  ])("%i items in runs of at most 200", (count, sizes) => {
    const items = Array.from({ length: count }, (_, at) => at);
    const chunks = chunksOf(items, 200);
    expect(chunks.map((chunk) => chunk.length)).toEqual(sizes);
    expect(chunks.flat()).toEqual(items);
  });
});
