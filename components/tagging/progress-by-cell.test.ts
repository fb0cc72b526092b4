import { expect, test } from "vitest";
import type { OutcomeState, TaggingTarget } from "#lib/domain/tagging.ts";
import { progressByCell } from "./progress-by-cell.ts";

const node = (region: string, id: string, state: OutcomeState): { node: TaggingTarget; state: OutcomeState } => ({
  node: { account: "111111111111", region, id },
  state,
});

test("counts what has ended in each account and region; what is only written has not", () => {
  const nodes = [
    node("a", "i-1", "verified"),
    node("a", "i-2", "written"),
    node("b", "i-3", "failed"),
    node("a", "i-4", "pending"),
  ];
  expect(progressByCell(nodes)).toEqual([
    { account: "111111111111", region: "a", count: 3, done: 1, failed: 0 },
    { account: "111111111111", region: "b", count: 1, done: 1, failed: 1 },
  ]);
});
