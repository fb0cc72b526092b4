import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTexts } from "./natural-key.ts";
import { TextDictionary } from "./text-dictionary.ts";
import { TextOrder } from "./text-order.ts";

const text = fc.oneof(
  fc.stringMatching(/^(web|Web|batch)-[0-9]{1,3}$/),
  fc.stringMatching(/^[a-c]{1,3}[0-9]{0,2}$/),
  fc.constantFrom(
    "",
    "été",
    "名前 10",
    "名前 9",
    "a-rather-long-common-beginning-of-a-name-1",
    "a-rather-long-common-beginning-of-a-name-01",
  ),
);
const batch = fc.record({ texts: fc.array(text, { maxLength: 150 }), wanted: fc.nat(), prepare: fc.boolean() });

describe("TextOrder", () => {
  it("puts any codes of a growing dictionary in the order of their texts", () => {
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 4 }), (batches) => {
        const texts = new TextDictionary();
        const order = new TextOrder(texts);
        const codes = new Set<number>();
        for (const { texts: added, wanted, prepare } of batches) {
          for (const one of added) codes.add(texts.intern(one));
          if (prepare) order.prepare();
          const some = [...codes].filter((code) => (code * 31 + wanted) % 6 >= wanted % 7);
          const sorted = Uint32Array.from(some);
          order.sort(sorted);
          const expected = some.map((code) => texts.text(code)).sort(compareTexts);
          expect(Array.from(sorted, (code) => texts.text(code))).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("prepares a large dictionary in parts, and is then at the end of it", () => {
    const texts = new TextDictionary();
    for (let at = 0; at < 10_000; at += 1) texts.intern(`web-${(at * 7919) % 10_007}`);
    const order = new TextOrder(texts);
    let parts = 1;
    while (order.prepare()) parts += 1;
    expect(parts).toBeGreaterThan(1);
    const codes = Uint32Array.from({ length: 10_000 }, (_, at) => at + 3);
    order.sort(codes);
    const numbers = Array.from(codes, (code) => Number(texts.text(code).slice("web-".length)));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });
});
