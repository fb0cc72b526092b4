import { expect, it } from "vitest";
import type { Tags } from "./node.ts";
import { ownershipOf } from "./ownership.ts";

it.each<[Tags | null, readonly string[]]>([
  [null, []],
  [{}, []],
  [{ Name: "web", team: "payments" }, []],
  [{ "aws:autoscaling:groupName": "web-asg" }, ["auto-scaling-group web-asg"]],
  [
    { "aws:cloudformation:stack-name": "app", "aws:autoscaling:groupName": "app-asg" },
    ["auto-scaling-group app-asg", "cloudformation-stack app"],
  ],
  [{ "eks:cluster-name": "c1", "eks:nodegroup-name": "ng" }, ["eks-node-group ng", "kubernetes-cluster c1"]],
  [{ "kubernetes.io/cluster/c2": "owned" }, ["kubernetes-cluster c2"]],
  [{ "karpenter.sh/nodepool": "default", "kubernetes.io/cluster/c3": "owned" }, ["karpenter default", "kubernetes-cluster c3"]],
  [{ ManagedBy: "Terraform" }, ["terraform ManagedBy=Terraform"]],
  [{ terraform: "true" }, ["terraform terraform=true"]],
  [{ terraform: "false" }, []],
  [{ "terraform-workspace": "prod" }, ["terraform terraform-workspace=prod"]],
  [{ ManagedBy: "hand" }, []],
  [{ "aws:autoscaling:groupName": "" }, []],
])("%j is owned by %j", (tags, owners) => {
  expect(ownershipOf(tags).map(({ kind, name }) => `${kind} ${name}`)).toEqual(owners);
});

it("says of each owner what it means for the tag", () => {
  const tags = { "aws:autoscaling:groupName": "web-asg", "aws:cloudformation:stack-name": "web", managed_by: "terraform" };
  expect(ownershipOf(tags).map(({ durability }) => durability)).toEqual([
    "The group replaces its instances sooner or later: tag web-asg too, with propagation at launch.",
    "The next update of stack web that replaces the instance drops the tag: add it to the template.",
    "The next terraform apply takes away a tag that the configuration does not have: add it there.",
  ]);
});
