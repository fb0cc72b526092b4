import { expect, test } from "vitest";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { durabilityWarnings } from "./durability.ts";

const asg = (name: string) => ({ "aws:autoscaling:groupName": name });

test("groups nodes by what replaces them, most nodes first, and leaves out those that nothing owns", () => {
  const nodes = [sampleNode(1, asg("web")), sampleNode(2, {}), sampleNode(3, asg("db")), sampleNode(4, asg("web"))];
  expect(durabilityWarnings(sampleEstate(nodes), nodes).map(({ kind, owner, nodes: count }) => [kind, owner, count])).toEqual([
    ["Auto Scaling group", "web", 2],
    ["Auto Scaling group", "db", 1],
  ]);
});

test("counts Terraform as one owner, however its tags are written", () => {
  const nodes = [sampleNode(1, { ManagedBy: "terraform" }), sampleNode(2, { terraform: "true" })];
  expect(durabilityWarnings(sampleEstate(nodes), nodes)).toMatchObject([{ owner: "", nodes: 2 }]);
});

test("says nothing of nodes that the estate does not have", () => {
  expect(durabilityWarnings(sampleEstate([sampleNode(1, {})]), [sampleNode(2, asg("web"))])).toEqual([]);
});
