import { expect, test } from "vitest";
import type { Node } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { reachGain } from "./reach-gain.ts";

const { key } = DOCUMENTED_TAG;
const create: TagStep = { op: "create", key, value: "True" };
const remove: TagStep = { op: "delete", key, value: "True" };

function gain(variant: VariantName, nodes: readonly Node[], steps: readonly TagStep[], known: readonly Node[] = nodes) {
  const authorize = createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })] });
  return reachGain({
    snapshot: sampleEstate(known),
    tag: DOCUMENTED_TAG,
    authorize,
    capability: "run-command",
    changes: nodes.map((node) => ({
      account: node.account,
      region: node.region,
      id: node.id,
      plan: "change",
      before: readTagState(node.tags, DOCUMENTED_TAG),
      goal: [],
      steps,
    })),
  });
}

test("counts what a tag gains where the policy asks for it, and in how many accounts", () => {
  const nodes = [sampleNode(1, {}), sampleNode(2, {}, { account: "222222222222" })];
  const expected = { gains: 2, loses: 0, stillBlocked: 0, unknown: 0, accounts: 2 };
  expect(gain("documented-tagged", nodes, [create])).toMatchObject(expected);
});

test("counts nothing gained where the policy does not look at the tag", () => {
  expect(gain("documented-default", [sampleNode(1, {})], [create])).toMatchObject({ gains: 0, loses: 0, accounts: 0 });
});

test("counts what taking the tag away loses", () => {
  expect(gain("corrected", [sampleNode(1, { [key]: "True" })], [remove])).toMatchObject({ gains: 0, loses: 1 });
});

test("does not promise a gain where something else is in the way", () => {
  const stopped = sampleNode(1, {}, { state: "stopped", ssm: "unknown" });
  expect(gain("corrected", [stopped], [create])).toMatchObject({ gains: 0, stillBlocked: 1 });
});

test("says unknown for a node that the estate does not have, and for one whose tags were not read", () => {
  expect(gain("corrected", [sampleNode(1, {})], [create], [sampleNode(2, {})])).toMatchObject({ gains: 0, unknown: 1 });
  expect(gain("corrected", [sampleNode(1, null)], [create])).toMatchObject({ gains: 0, unknown: 1 });
});
