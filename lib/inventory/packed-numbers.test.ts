import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packNumbers, unpackNumbers } from "./packed-numbers.ts";
import { WireError } from "./wire-error.ts";

const MAX = 2 ** 32 - 1;

const numbers = fc
  .tuple(fc.constantFrom(0, 1, 255, 256, 65_535, 65_536, 2 ** 24 - 1, 2 ** 24, 2 ** 31, MAX), fc.nat(90))
  .chain(([max, length]) => fc.array(fc.integer({ min: 0, max }), { minLength: length, maxLength: length }));

describe("packed numbers", () => {
  it("are what they were, also when sent as JSON", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const sent: unknown = JSON.parse(JSON.stringify(packNumbers(values)));
        expect(Array.from(unpackNumbers(sent, values.length, "c"))).toEqual(values);
        expect(packNumbers(Uint32Array.from(values))).toEqual(packNumbers(values));
      }),
      { numRuns: 500 },
    );
  });

  it("are what they were where most are the next new one", () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat());
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 600 }), (steps) => {
        let next = 0;
        const values = steps.map(([back, pick]) => (back > 0 && next > 0 ? pick % next : next++));
        expect(Array.from(unpackNumbers(packNumbers(values), values.length, "c"))).toEqual(values);
      }),
    );
    const fresh = Array.from({ length: 300 }, (_, at) => at);
    expect(packNumbers(fresh)).toBe(`n2${"A".repeat(800)}`);
  });

  it("are one number where all are the same, a list where they are few, else text of as many bytes as needed", () => {
    const many = (from: number) => Array.from({ length: 40 }, (_, at) => from + 2 * at);
    expect(packNumbers([7, 7, 7])).toBe(7);
    expect(packNumbers([1, 2])).toEqual([1, 2]);
    expect(packNumbers([])).toEqual([]);
    for (const [from, width] of [
      [0, 1],
      [256, 2],
      [65_536, 3],
      [2 ** 24, 4],
    ] as const)
      expect(packNumbers(many(from))).toMatch(new RegExp(`^${width}[A-Za-z0-9+/]{${Math.ceil((40 * width * 4) / 3)}}$`));
  });

  it.each<[what: string, column: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an object", {}],
    ["too few", [1]],
    ["too many", [1, 2, 3]],
    ["a fraction", [0.5, 1]],
    ["a negative one", [0, -1]],
    ["one that is too large", [0, MAX + 1]],
    ["text among them", [0, "1"]],
    ["a fraction for all", 0.5],
    ["NaN for all", Number.NaN],
    ["no text", ""],
    ["no width", "AAA"],
    ["width 0", "0"],
    ["width 5", "5AAAAAAAAAAAAAA"],
    ["too little text", "1A"],
    ["too much text", "1AAAA"],
    ["padding", "1AA="],
    ["a character that is no digit", "1A-A"],
    ["nothing but a letter", "n"],
    ["another letter", "m1AAA"],
    ["below the first new one", "n1AAI"],
    ["a character beyond ASCII", "1A\u0141A"],
  ])("are refused: %s", (_what, column) => {
    expect(() => unpackNumbers(column, 2, "c")).toThrow(WireError);
  });
});
