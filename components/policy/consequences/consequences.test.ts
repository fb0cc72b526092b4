import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { type Consequences, type ConsequencesSubject, consequencesOf } from "./consequences.ts";

const { key, value } = DOCUMENTED_TAG;

function under(snapshot: Snapshot, variant: VariantName, tag = DOCUMENTED_TAG): VerdictColumns {
  return new VerdictColumns(snapshot, tag, createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag })] }));
}

function counted(
  snapshot: Snapshot,
  before: VerdictColumns,
  after: VerdictColumns,
  draft: ConsequencesSubject["draft"] = null,
): Consequences {
  const count = consequencesOf({ snapshot, tag: after.tag, before, after, draft }, () => true);
  for (;;) {
    const step = count.next();
    if (step.done === true) return step.value;
  }
}

const NODES = [
  sampleNode(1, { [key]: value }),
  sampleNode(2, { [key]: "true" }),
  sampleNode(3, {}),
  sampleNode(4, {}, { state: "stopped", ssm: "unknown" }),
  sampleNode(5, null),
];

test("tells who keeps and who loses when the default is swapped for the tagged pair", () => {
  const snapshot = sampleEstate(NODES);
  const { capabilities, standing, atLeast } = counted(
    snapshot,
    under(snapshot, "documented-default"),
    under(snapshot, "documented-tagged"),
  );
  expect(capabilities["run-command"].counts).toEqual({ keep: 1, gain: 0, lose: 2, unknown: 1 });
  expect(standing).toEqual({ reading: false, nodes: 5, cells: 1, gaps: 0, blockedByTag: 2, losing: 2, unknown: 1 });
  expect(atLeast).toBe(false);
});

test("tells that the corrected variant gains port forwarding on tagged nodes", () => {
  const snapshot = sampleEstate(NODES);
  const { capabilities } = counted(snapshot, under(snapshot, "documented-tagged"), under(snapshot, "corrected"));
  expect(capabilities["port-forwarding"].counts).toMatchObject({ gain: 1, lose: 0 });
  expect(capabilities["run-command"].counts).toMatchObject({ keep: 1, gain: 0, lose: 0 });
});

test("tells that a tag which nobody carries takes everything away", () => {
  const snapshot = sampleEstate(NODES);
  const other = { key: "Other", value: "True" };
  const { capabilities } = counted(snapshot, under(snapshot, "corrected"), under(snapshot, "corrected", other));
  expect(capabilities["run-command"].counts).toMatchObject({ keep: 0, lose: 1 });
});

test("changes nothing against itself", () => {
  const snapshot = sampleEstate(NODES);
  const { capabilities } = counted(snapshot, under(snapshot, "corrected"), under(snapshot, "corrected"));
  expect(capabilities["run-command"].counts).toMatchObject({ gain: 0, lose: 0, unknown: 0 });
});

test("reads as at least where an account-region could not be read", () => {
  const snapshot = sampleEstate(NODES, 1);
  const { atLeast, standing } = counted(snapshot, under(snapshot, "documented-default"), under(snapshot, "corrected"));
  expect(atLeast).toBe(true);
  expect(standing).toMatchObject({ cells: 2, gaps: 1 });
});

test("with a draft tells who is reached once the tags are as drafted, and where things stand today", () => {
  const snapshot = sampleEstate(NODES);
  const [before, after] = [under(snapshot, "documented-default"), under(snapshot, "corrected")];
  const { capabilities, draft, standing, today } = counted(snapshot, before, after, { kind: "blocked" });
  expect(draft).toEqual({ nodes: 2, unread: 0 });
  expect(capabilities["run-command"].counts).toEqual({ keep: 3, gain: 0, lose: 0, unknown: 1 });
  expect(standing).toMatchObject({ blockedByTag: 2, losing: 2 });
  expect(today.counts("run-command")).toMatchObject({ reachable: 1, tag: 2 });
});

test("asks both policies what else they allow, by account", () => {
  const snapshot = sampleEstate(NODES);
  const { answers } = counted(snapshot, under(snapshot, "documented-tagged"), under(snapshot, "corrected"));
  expect(answers?.before[0]?.answers["list-nodes"]).toEqual({ allowed: 0, denied: 1, unknown: 0 });
  expect(answers?.after[0]?.answers["list-nodes"]).toEqual({ allowed: 1, denied: 0, unknown: 0 });
  expect(answers?.after[0]?.answers["tag-itself"]).toEqual({ allowed: 0, denied: 5, unknown: 0 });
});
