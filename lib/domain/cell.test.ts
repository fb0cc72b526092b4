import { expect, it } from "vitest";
import { type CellState, isGap } from "./cell.ts";

it.each<[CellState, boolean]>([
  ["waiting", true],
  ["reading", true],
  ["read", false],
  ["denied", true],
  ["disabled", false],
  ["failed", true],
  ["stopped", true],
])("a cell that is %s is a gap: %s", (state, gap) => {
  expect(isGap({ state })).toBe(gap);
});
