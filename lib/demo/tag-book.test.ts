import { expect, test } from "vitest";
import { createEstate } from "./estate/estate.ts";
import { TagBook } from "./tag-book.ts";

function firstNode() {
  const cell = createEstate({ instances: 6, seed: 1, nowMs: 0 }).cells.find(({ ec2Count }) => ec2Count > 0);
  if (!cell) throw new Error("The estate is empty.");
  const book = new TagBook();
  const seen = () => cell.tags(0).get("k");
  const latest = () => book.latest(cell, 0).get("k");
  const write = (value: string | null, delayMs: number, nowMs = 0) =>
    book.write(cell, 0, [{ key: "k", value }], { delayMs, nowMs });
  return { book, cell, seen, latest, write };
}

test("writes at once without a delay", () => {
  const { seen, write } = firstNode();
  write("a", 0);
  expect(seen()).toBe("a");
  write(null, 0);
  expect(seen()).toBeUndefined();
});

test("lets readers see a delayed write only when its time has come, and limits count it at once", () => {
  const { book, seen, latest, write } = firstNode();
  write("a", 100);
  expect([seen(), latest()]).toEqual([undefined, "a"]);
  book.settle(99);
  expect(seen()).toBeUndefined();
  book.settle(100);
  expect(seen()).toBe("a");
});

test("settles delayed writes in the order in which they were made", () => {
  const { book, seen, write } = firstNode();
  write("a", 100, 0);
  write(null, 100, 1);
  write("b", 100, 2);
  book.settle(1000);
  expect(seen()).toBe("b");
});

test("does not let an older delayed write win over a newer one", () => {
  const { book, seen, write } = firstNode();
  write("old", 100);
  write("new", 0);
  book.settle(1000);
  expect(seen()).toBe("new");
});

test("forgets the delayed writes of a node that is gone, and all when cleared", () => {
  const { book, cell, seen, write } = firstNode();
  write("a", 100);
  book.clear();
  book.settle(1000);
  expect(seen()).toBeUndefined();
  write("a", 100);
  cell.remove(0);
  expect(() => book.settle(1000)).not.toThrow();
});

test("lets a newer write that would be seen earlier wait for the older one of the same tag", () => {
  const { book, seen, write } = firstNode();
  write("old", 100);
  write("new", 10);
  book.settle(50);
  expect(seen()).toBeUndefined();
  book.settle(100);
  expect(seen()).toBe("new");
});

test("keeps thousands of writes that nobody sees yet apart, whatever the order in which they become visible", () => {
  const cell = createEstate({ instances: 6, seed: 1, nowMs: 0 }).cells.find(({ ec2Count }) => ec2Count > 0);
  if (!cell) throw new Error("The estate is empty.");
  const rows = Array.from({ length: 2000 }, () => cell.addInstance(new Map()));
  const book = new TagBook();
  for (const [at, row] of rows.entries()) {
    book.write(cell, row, [{ key: "k", value: String(at) }], { delayMs: (at * 7919) % 2000, nowMs: 1 });
  }
  expect(rows.every((row, at) => book.latest(cell, row).get("k") === String(at))).toBe(true);
  book.settle(1000);
  expect(rows.map((row) => cell.tags(row).has("k"))).toEqual(rows.map((_, at) => at === 0 || (at * 7919) % 2000 < 1000));
  book.settle(2000);
  expect(rows.every((row, at) => cell.tags(row).get("k") === String(at))).toBe(true);
});
