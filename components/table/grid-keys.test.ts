import { expect, test } from "vitest";
import { extendRange, gridCommand, type KeyPress } from "./grid-keys.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const at = { active: 5, count: 100, page: 20 };

test.each([
  ["ArrowDown", at, 6],
  ["ArrowUp", at, 4],
  ["PageDown", at, 25],
  ["PageUp", at, 0],
  ["Home", at, 0],
  ["End", at, 99],
  ["ArrowDown", { ...at, active: -1 }, 0],
  ["ArrowUp", { ...at, active: -1 }, 99],
  ["ArrowDown", { ...at, active: 99 }, 99],
  ["PageDown", { ...at, active: 95 }, 99],
])("%s from %o moves to row %i and never past an end", (key, position, to) => {
  expect(gridCommand(press(key), position)).toEqual({ kind: "move", to, extend: false });
});

test("shift extends a move into a range", () => {
  expect(gridCommand(press("ArrowDown", { shiftKey: true }), at)).toEqual({ kind: "move", to: 6, extend: true });
});

test.each([
  [press(" "), "toggle"],
  [press("Enter"), "open"],
  [press("Escape"), "close"],
  [press("a", { ctrlKey: true }), "select-all"],
  [press("A", { metaKey: true }), "select-all"],
])("%o is %s", (key, kind) => {
  expect(gridCommand(key, at)?.kind).toBe(kind);
});

test.each([
  ["a letter", press("a"), at],
  ["the browser's own combination", press("ArrowDown", { ctrlKey: true }), at],
  ["alt", press("ArrowDown", { altKey: true }), at],
  ["space before any row is entered", press(" "), { ...at, active: -1 }],
  ["arrows in an empty grid", press("ArrowDown"), { active: -1, count: 0, page: 20 }],
])("leaves %s to the browser", (_, key, position) => {
  expect(gridCommand(key, position)).toBeNull();
});

test.each([
  ["grows downwards", 5, 6, 7, { from: 5, to: 7 }, null],
  ["shrinks back towards the anchor", 5, 8, 7, { from: 5, to: 7 }, { from: 8, to: 8 }],
  ["grows upwards", 5, 4, 3, { from: 3, to: 5 }, null],
  ["shrinks from above", 5, 2, 3, { from: 3, to: 5 }, { from: 2, to: 2 }],
  ["swings over the anchor", 5, 9, 2, { from: 2, to: 5 }, { from: 6, to: 9 }],
  ["swings over the anchor downwards", 5, 2, 9, { from: 5, to: 9 }, { from: 2, to: 4 }],
])("a range %s", (_, anchor, from, to, add, remove) => {
  expect(extendRange(anchor, from, to)).toEqual({ add, remove });
});
