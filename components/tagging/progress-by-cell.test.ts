import { expect, test } from "vitest";
import type { OutcomeState, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import { progressByCell } from "./progress-by-cell.ts";

const node = (region: string, id: string): TaggingTarget => ({ account: "111111111111", region, id });
const outcome = (target: TaggingTarget, state: OutcomeState): TaggingOutcome => ({
  ...target,
  state,
  before: null,
  after: null,
  requestIds: [],
});

test("counts what has ended in each account and region; what is only written has not", () => {
  const [first, second, third] = [node("a", "i-1"), node("a", "i-2"), node("b", "i-3")];
  const outcomes = [outcome(first, "verified"), outcome(second, "written"), outcome(third, "failed")];
  expect(progressByCell([first, second, third, node("a", "i-4")], outcomes)).toEqual([
    { account: "111111111111", region: "a", count: 3, done: 1, failed: 0 },
    { account: "111111111111", region: "b", count: 1, done: 1, failed: 1 },
  ]);
});
