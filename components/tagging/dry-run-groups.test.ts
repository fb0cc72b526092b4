import { expect, test } from "vitest";
import type { DryRun, PlannedNode } from "#lib/domain/tagging.ts";
import { groupDryRuns } from "./dry-run-groups.ts";

const run = (region: string, allowed: boolean | null, action = "ec2:CreateTags"): DryRun => ({
  account: "111111111111",
  region,
  action,
  allowed,
});
const node = (region: string): PlannedNode => ({
  account: "111111111111",
  region,
  id: "i-1",
  plan: "already",
  before: { state: "exact", found: [] },
});

test("calls a place allowed only where every kind of write is", () => {
  const runs = [
    run("a", true),
    run("a", false, "ec2:DeleteTags"),
    run("b", true),
    run("b", true, "ec2:DeleteTags"),
    run("c", null),
  ];
  expect(groupDryRuns(runs, [node("a"), node("a"), node("b"), node("c")])).toEqual({
    allowed: 1,
    refused: [runs[1]],
    unknown: [runs[4]],
    refusedNodes: 2,
  });
});

test("has nothing to say about nothing", () => {
  expect(groupDryRuns([], [])).toEqual({ allowed: 0, refused: [], unknown: [], refusedNodes: 0 });
});
