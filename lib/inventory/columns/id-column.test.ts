import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstanceId } from "#lib/domain/ids.ts";
import { IdColumn } from "./id-column.ts";
import { idSearch } from "./id-search.ts";

const id = fc
  .stringMatching(/^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/)
  .map((text) => parseInstanceId(text))
  .filter((parsed) => parsed !== undefined);

function columnOf(ids: readonly (ReturnType<typeof parseInstanceId> & string)[]): IdColumn {
  const column = new IdColumn();
  for (const [row, one] of ids.entries()) column.set(row, one);
  column.set(ids.length, "");
  return column;
}

describe("IdColumn", () => {
  it("gives back every id that it was given, and finds its first row", () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), (ids) => {
        const column = columnOf(ids);
        for (const [row, one] of ids.entries()) {
          expect(column.text(row)).toBe(one);
          expect(column.find(one, () => true)).toBe(ids.indexOf(one));
          expect(column.isHybrid(row)).toBe(one.startsWith("mi-"));
          expect(column.sameIdAs(row)).toBe(ids.indexOf(one));
        }
        expect(column.text(ids.length)).toBe("");
      }),
      { numRuns: 60 },
    );
  });

  it("goes on to the next row of an id where one is not taken", () => {
    const [one] = fc.sample(id, 1);
    if (one === undefined) throw new Error("no sample");
    const column = columnOf([one, one, one]);
    expect(column.find(one, (row) => row > 0)).toBeGreaterThan(0);
    expect(column.find(one, () => false)).toBeUndefined();
  });
});

describe("idSearch", () => {
  it("finds a part wherever the id's text contains it", () => {
    const cut = fc.tuple(fc.nat(20), fc.nat(20));
    const anything = fc.oneof(
      fc.constantFrom("i", "m", "mi", "-", "i-", "mi-", "g", "x1", "1-", "i1"),
      fc.stringMatching(/^[0-9a-f]{1,4}$/),
    );
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 8 }), cut, anything, (ids, [from, length], other) => {
        const column = columnOf(ids);
        const [first = ""] = ids;
        for (const part of [first.slice(from, from + length + 1), other].filter((text) => text !== "")) {
          const found = idSearch(column, part);
          for (const [row, one] of ids.entries()) expect(found?.(row) ?? false).toBe(one.includes(part));
          expect(found?.(ids.length) ?? false).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
