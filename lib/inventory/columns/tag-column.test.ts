import { expect, it } from "vitest";
import { TagColumn } from "./tag-column.ts";

const ROWS = 500;

function tagsOf(column: TagColumn, row: number): number[] | null {
  return column.isRead(row) ? Array.from(column.pool.subarray(column.begin(row), column.end(row))) : null;
}

it("keeps every row's latest tags while the pool is rewritten, and the pool within bounds", () => {
  const column = new TagColumn();
  const expected: (number[] | null)[] = [];
  const numbers = Uint32Array.from({ length: 100 }, (_, local) => local * 10);
  for (let round = 0; round < 100; round += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      const length = (row * 7 + round) % 9;
      const list = length === 8 ? null : Array.from({ length }, (_, at) => (row + round + at) % 100);
      column.set(row, list, numbers);
      expected[row] = list === null ? null : list.map((local) => local * 10);
    }
    column.compact(ROWS);
  }
  expect(expected.map((_, row) => tagsOf(column, row))).toEqual(expected);
  expect(column.pool.length).toBeLessThan(200_000);
});
