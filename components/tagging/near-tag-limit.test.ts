import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { PlannedNode } from "#lib/domain/tagging.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { nearTagLimit } from "./near-tag-limit.ts";

const { key, value } = DOCUMENTED_TAG;
const tags = (own: number, aws = 0) =>
  Object.fromEntries([
    ...Array.from({ length: own }, (_, at) => [`key-${at}`, "x"]),
    ...Array.from({ length: aws }, (_, at) => [`aws:cloudformation:${at}`, "x"]),
  ]);
type Change = Extract<PlannedNode, { plan: "change" }>;
const change = (at: number, found: readonly { key: string; value: string }[] = []): Change => ({
  ...sampleNode(at, {}),
  plan: "change",
  before: { state: found.length === 0 ? "absent" : "wrong-value", found },
  goal: [DOCUMENTED_TAG],
  steps: [{ op: "create", key, value }],
});

test("warns from 45 tags on, fullest first, and does not count AWS's own", () => {
  const nodes = [sampleNode(1, tags(44, 9)), sampleNode(2, tags(45)), sampleNode(3, tags(49, 3)), sampleNode(4, null)];
  expect(
    nearTagLimit(
      sampleEstate(nodes),
      [1, 2, 3, 4].map((at) => change(at)),
    ).map(({ now, after }) => [now, after]),
  ).toEqual([
    [49, 50],
    [45, 46],
  ]);
});

test("says nothing where a value is only replaced", () => {
  const nodes = [sampleNode(1, { ...tags(49), [key]: "no" })];
  expect(nearTagLimit(sampleEstate(nodes), [change(1, [{ key, value: "no" }])])).toEqual([]);
});
