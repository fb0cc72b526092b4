import { expect, it } from "vitest";
import { OWN_PAIR, TagColumn } from "./tag-column.ts";

const ROWS = 500;

function tagsOf(column: TagColumn, row: number): number[] | null {
  return column.isRead(row) ? Array.from(column.pool.subarray(column.begin(row), column.end(row))) : null;
}

it("keeps every row's latest tags while the pool is rewritten, and the pool within bounds", () => {
  const column = new TagColumn();
  column.reserve(ROWS);
  const expected: (number[] | null)[] = [];
  for (let round = 0; round < 100; round += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      const length = (row * 7 + round) % 9;
      const list = length === 8 ? null : Array.from({ length }, (_, at) => ((row + round + at) % 100) * 10);
      // One chain as long as the list: each list of it adds one pair to the one before.
      const lists = { rests: Uint32Array.from(list ?? [], (_, at) => at), lasts: Uint32Array.from(list ?? []) };
      column.write(Uint32Array.of(row), Uint32Array.of(list === null ? 0 : length + 1), lists, () => 0);
      expected[row] = list;
    }
    column.compact(ROWS);
  }
  expect(expected.map((_, row) => tagsOf(column, row))).toEqual(expected);
  expect(column.pool.length).toBeLessThan(200_000);
});

it("gives each row its own pair where lists that rows share leave it open", () => {
  const column = new TagColumn();
  column.reserve(3);
  const lists = { rests: Uint32Array.of(0, 1, 1), lasts: Uint32Array.of(7, OWN_PAIR, 8) };
  column.write(Uint32Array.of(0, 1, 2), Uint32Array.of(3, 4, 3), lists, (row) => 100 + row);
  expect([0, 1, 2].map((row) => tagsOf(column, row))).toEqual([
    [7, 100],
    [7, 8],
    [7, 102],
  ]);
});
