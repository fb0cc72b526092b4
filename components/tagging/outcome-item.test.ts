import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, PlannedNode, TaggingAction, TaggingOutcome } from "#lib/domain/tagging.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { outcomeItem } from "./outcome-item.ts";

const { key } = DOCUMENTED_TAG;
const sample = sampleNode(1, {});
const target = { account: sample.account, region: sample.region, id: sample.id };
const node: PlannedNode = {
  ...target,
  plan: "change",
  before: { state: "absent", found: [] },
  goal: [DOCUMENTED_TAG],
  steps: [{ op: "create", key, value: "True" }],
};
const line = (outcome: TaggingOutcome | undefined, planned: PlannedNode | undefined = node, action: TaggingAction = "tag") =>
  outcomeItem({ node, outcome, planned }, { action, tag: DOCUMENTED_TAG }, sampleEstate([sample]));
const unplanned = (state: OutcomeState, action: TaggingAction) =>
  outcomeItem({ node, outcome: outcome(state), planned: undefined }, { action, tag: DOCUMENTED_TAG }, sampleEstate([sample]));
const outcome = (state: OutcomeState, after: TaggingOutcome["after"] = null): TaggingOutcome => ({
  ...target,
  state,
  before: node.before,
  after,
  requestIds: [],
});

test("says who the node is, where it is, and what its tag becomes", () => {
  expect(line(outcome("pending"))).toMatchObject({
    name: "node-1",
    id: sample.id,
    place: "111111111111 · eu-west-1",
    from: "(not tagged)",
    to: "True",
    status: { word: "Waiting" },
  });
});

test("shows what was read back, not what was hoped for", () => {
  const other = { state: "wrong-value", found: [{ key, value: "no" }] } as const;
  expect(line(outcome("failed", other))).toMatchObject({ to: "no", status: { word: "Failed" } });
});

test("does not say that a node waits where nothing was heard of it", () => {
  expect(line(undefined).status).toEqual({ tone: "unknown", word: "Not seen yet" });
});

test("shows what a node is to become as long as reading back does not show it", () => {
  expect(line(outcome("written", node.before))).toMatchObject({ from: "(not tagged)", to: "True" });
});

test("calls a tag that was not read back written, never verified", () => {
  expect(line(outcome("written")).status?.word).toBe("Written, not seen yet");
});

test.each<[OutcomeState, TaggingAction, string | null]>([
  ["pending", "tag", "True"],
  ["written", "normalise", "True"],
  ["pending", "undo", null],
  ["skipped", "tag", null],
  ["already", "tag", null],
])("foretells of a job that was started elsewhere only what is certain: %s, %s", (state, action, to) => {
  expect(unplanned(state, action).to).toBe(to);
});

test("shows nothing twice where the tag stays as it was", () => {
  expect(line(outcome("failed", node.before))).toMatchObject({ from: "(not tagged)", to: null });
});
