import { expect, test } from "vitest";
import type { JobNode } from "#components/tagging/outcome-item.ts";
import type { OutcomeState } from "#lib/domain/tagging.ts";
import { countShown, filterNodes, type NodeShown } from "./filter-nodes.ts";

const node = (id: string, state: OutcomeState | null, region = "eu-west-1"): JobNode => {
  const target = { account: "111111111111", region, id };
  return {
    node: target,
    planned: undefined,
    outcome: state === null ? undefined : { ...target, state, before: null, after: null, requestIds: [] },
  };
};

const NAMES: Readonly<Record<string, string>> = { "i-0a": "web-1", "i-0b": "WEB-2" };
const nodes = [
  node("i-0a", "verified"),
  node("i-0b", "failed"),
  node("i-0c", "written"),
  node("i-0d", null),
  node("i-0e", "pending", "us-east-1"),
  node("i-0f", "skipped"),
];

test("counts every node once, and leaves out what there is none of", () => {
  expect(countShown(nodes).map(({ shown, count }) => `${shown} ${count}`)).toEqual([
    "all 6",
    "verified 1",
    "waiting 3",
    "failed 1",
    "skipped 1",
  ]);
  expect(countShown([])).toEqual([{ shown: "all", count: 0 }]);
});

test.each<[NodeShown, string, string]>([
  ["all", "", "abcdef"],
  ["waiting", "", "cde"],
  ["failed", "", "b"],
  ["already", "", ""],
  ["all", " web ", "ab"],
  ["failed", "web", "b"],
  ["all", "I-0C", "c"],
  ["all", "us-east", "e"],
  ["all", "1111", "abcdef"],
  ["waiting", "web", ""],
])("%s with %j lists %j", (shown, text, ids) => {
  const listed = filterNodes(nodes, { shown, text }, ({ node: { id } }) => NAMES[id] ?? "");
  expect(listed.map(({ node: { id } }) => id.slice(-1)).join("")).toBe(ids);
});
