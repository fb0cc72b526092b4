import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTexts, LONGEST_KEY_PER_CHARACTER, writeNaturalKey } from "./natural-key.ts";

function keyOf(text: string): Uint8Array | null {
  const room = new Uint8Array(LONGEST_KEY_PER_CHARACTER * (text.length + 1));
  const end = writeNaturalKey(text, room, 0);
  return end < 0 ? null : room.subarray(0, end);
}

function compareKeys(one: string, other: string): number {
  const left = keyOf(one) ?? [];
  const right = keyOf(other) ?? [];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(left.length - right.length);
}

const collator = new Intl.Collator("en", { numeric: true });
const ascii = fc.string({ unit: "binary-ascii", maxLength: 12 }).map((text) => text.replaceAll(/[^ -~]/g, "-"));
const nameLike = fc.stringMatching(/^[aAbB]{0,2}[-_ .]?[0-9]{0,4}[aA]?[0-9]{0,2}[bB]?$/);

describe("natural keys", () => {
  it.each([
    ["web-2", "web-10"],
    ["web-02", "web-10"],
    ["web", "web-1"],
    ["Web-2", "web-3"],
    ["web-2", "Web-2"],
    ["a b", "ab"],
    ["1.2.9", "1.2.10"],
    ["", "0"],
  ])("%s comes before %s", (first, second) => {
    expect(compareTexts(first, second)).toBeLessThan(0);
    expect(compareKeys(first, second)).toBeLessThan(0);
  });

  it("compare as the collator compares the texts", () => {
    const text = fc.oneof(ascii, nameLike);
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(compareKeys(one, other)).toBe(Math.sign(collator.compare(one, other)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["été", "名前", "tab\there", "0".repeat(3) + "9".repeat(300)])(
    "are not made for what they would misplace: %s",
    (text) => {
      expect(keyOf(text)).toBeNull();
    },
  );

  it("texts that the collator holds equal are told apart by their code units", () => {
    expect(collator.compare("a1", "a01")).toBe(0);
    expect(compareTexts("a01", "a1")).toBe(-1);
    expect(compareTexts("a1", "a01")).toBe(1);
  });
});
