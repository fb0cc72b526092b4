import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { durabilityWarnings } from "./durability.ts";

const asg = (name: string) => ({ "aws:autoscaling:groupName": name });
const warnings = (snapshot: Snapshot, nodes: readonly TaggingTarget[]) => durabilityWarnings(snapshot, nodes, DOCUMENTED_TAG);

test("groups nodes by what replaces them, most nodes first, and leaves out those that nothing owns", () => {
  const nodes = [sampleNode(1, asg("web")), sampleNode(2, {}), sampleNode(3, asg("db")), sampleNode(4, asg("web"))];
  expect(warnings(sampleEstate(nodes), nodes).map(({ kind, owner, nodes: count }) => [kind, owner, count])).toEqual([
    ["Auto Scaling group", "web", 2],
    ["Auto Scaling group", "db", 1],
  ]);
});

test("tells groups of one name in two places apart, each with its own command", () => {
  const nodes = [sampleNode(1, asg("web")), sampleNode(2, asg("web"), { region: "us-east-1" })];
  const found = warnings(sampleEstate(nodes), nodes);
  expect(found.map(({ place, snippets }) => [place?.region, snippets[0]?.text.match(/--region (\S+)/)?.[1]])).toEqual([
    ["eu-west-1", "eu-west-1"],
    ["us-east-1", "us-east-1"],
  ]);
});

test("counts Terraform as one owner, however its tags are written", () => {
  const nodes = [sampleNode(1, { ManagedBy: "terraform" }), sampleNode(2, { terraform: "true" })];
  expect(warnings(sampleEstate(nodes), nodes)).toMatchObject([{ owner: "", nodes: 2 }]);
});

test("mends an EKS node group at its launch template, not at the group that EKS keeps for it", () => {
  const nodes = [sampleNode(1, { ...asg("eks-ng-1234"), "eks:nodegroup-name": "ng", "eks:cluster-name": "c" })];
  expect(warnings(sampleEstate(nodes), nodes)).toMatchObject([{ kind: "EKS node group", owner: "ng" }]);
});

test("names every resource of a template that its nodes come from", () => {
  const stack = (logicalId: string) => ({
    "aws:cloudformation:stack-name": "app",
    "aws:cloudformation:logical-id": logicalId,
  });
  const nodes = [sampleNode(1, stack("Web")), sampleNode(2, stack("Db"))];
  const [found] = warnings(sampleEstate(nodes), nodes);
  expect(found?.snippets[0]?.text).toMatch(/^ {2}Db:[\s\S]*^ {2}Web:/m);
});

test("says nothing of nodes that the estate does not have", () => {
  expect(warnings(sampleEstate([sampleNode(1, {})]), [sampleNode(2, asg("web"))])).toEqual([]);
});
