import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_OTHER_ADDRESS, IpColumn, packIpv4 } from "./ip-column.ts";

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom(
    "",
    "0.0.0.0",
    "240.0.0.1",
    "255.255.255.255",
    "10.0.3.7",
    "010.0.3.7",
    "10.0.3",
    "10.0.3.256",
    "10.0.3.7.1",
    "10..3.7",
    "fd00::A",
  ),
);

function columnOf(texts: readonly string[]): IpColumn {
  const column = new IpColumn();
  column.reserve(texts.length);
  const others = texts.filter((text) => packIpv4(text) === undefined);
  const codes = Uint32Array.from(texts, (text) => packIpv4(text) ?? FIRST_OTHER_ADDRESS + others.indexOf(text));
  column.write(Uint32Array.from(texts.keys()), { texts: others, codes });
  return column;
}

describe("IpColumn", () => {
  it("gives back every text that it was given, address or not", () => {
    fc.assert(
      fc.property(fc.array(address), (texts) => {
        const column = columnOf(texts);
        expect(texts.map((_, row) => column.text(row))).toEqual(texts);
      }),
    );
  });

  it("finds a part wherever the address's text contains it", () => {
    const part = fc.oneof(
      fc.stringMatching(/^[0-9]{0,3}(\.[0-9]{0,3}){0,4}$/),
      fc.constantFrom("fd", ":", "a", "10.0.3", ".3.", "0.0"),
    );
    fc.assert(
      fc.property(fc.array(address, { maxLength: 6 }), part, fc.nat(12), fc.nat(8), (texts, other, from, length) => {
        const column = columnOf(texts);
        const own = (texts[0] ?? "").slice(from, from + length + 1);
        for (const word of [own, other].map((text) => text.toLowerCase()).filter((text) => text !== "")) {
          const found = column.search(word);
          for (const [row, text] of texts.entries()) {
            expect(found?.(column.values[row] ?? 0) ?? false).toBe(text.toLowerCase().includes(word));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
