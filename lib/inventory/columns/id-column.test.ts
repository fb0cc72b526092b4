import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstanceId } from "#lib/domain/ids.ts";
import type { IdValues } from "./column-values.ts";
import { IdColumn, isPackedId, NO_PACKED_ID, type PackedId, packId } from "./id-column.ts";
import { idSearch } from "./id-search.ts";

const id = fc
  .stringMatching(/^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/)
  .map((text) => parseInstanceId(text))
  .filter((parsed) => parsed !== undefined);

type Id = ReturnType<typeof parseInstanceId> & string;

function packed(ids: readonly PackedId[]): IdValues {
  const of = (part: keyof PackedId) => Uint32Array.from(ids, (one) => one[part]);
  return { heads: of("head"), highs: of("high"), lows: of("low") };
}

/** The ids in rows, the second half of them in another line than the first, and a number that is used up. */
function columnOf(ids: readonly Id[]): IdColumn {
  const column = new IdColumn();
  const half = ids.length >>> 1;
  const never = () => false;
  column.append(0, packed(ids.slice(0, half).map(packId)), never);
  column.append(half, packed([...ids.slice(half).map(packId), NO_PACKED_ID]), never);
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

describe("IdColumn.append", () => {
  it("adds nothing where one of them is the same node as another, and says which", () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 100 }), fc.nat(), fc.nat(), (ids, one, other) => {
        const column = columnOf(ids);
        const fresh = ids.slice(0, one % ids.length);
        const known = ids[other % ids.length];
        const from = ids.length + 1;
        const line = packed([...fresh, known].flatMap((each) => (each === undefined ? [] : packId(each))));
        const same = (_: number, row: number) => ids[row] === known;
        expect(column.append(from, line, same)).toBeGreaterThanOrEqual(from);
        expect(column.text(from)).toBe("");
        for (const [row, each] of ids.entries()) expect(column.find(each, () => true)).toBe(row);
        for (const each of ids) expect(column.find(each, (row) => row >= from)).toBeUndefined();
      }),
    );
  });
});

describe("isPackedId", () => {
  it("takes what ids are packed to and the lack of one, and nothing else", () => {
    fc.assert(
      fc.property(id, (one) => {
        const { head, high, low } = packId(one);
        expect(isPackedId(head, high, low)).toBe(true);
      }),
    );
    expect(isPackedId(0, 0, 0)).toBe(true);
    for (const [head, high, low] of [
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
      [15, 0, 0],
      [17, 0, 0],
      [16, 1, 0],
      [64, 0, 0],
      [256 + 32, 0, 0],
    ] as const)
      expect(isPackedId(head, high, low)).toBe(false);
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
