import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownershipOf } from "#lib/domain/ownership.ts";
import { sampleEstate, sampleNode } from "../reference/sample-estate.ts";
import { ownerNames } from "./owner-names.ts";
import { ABSENT, UNREAD } from "./text-dictionary.ts";

const KEYS = [
  "aws:autoscaling:groupName",
  "aws:cloudformation:stack-name",
  "eks:cluster-name",
  "eks:nodegroup-name",
  "karpenter.sh/nodepool",
  "kubernetes.io/cluster/blue",
  "kubernetes.io/cluster/",
  "elasticbeanstalk:environment-name",
  "aws:ec2:fleet-id",
  "Terraform",
  "terraform-workspace",
  "Managed_By",
  "env",
];
const tags = fc.dictionary(
  fc.oneof(fc.constantFrom(...KEYS), fc.string()),
  fc.oneof(fc.constantFrom("", "false", "Terraform Cloud", "blue"), fc.string()),
  { maxKeys: 6, noNullPrototype: true },
);

describe("ownerNames", () => {
  it("names the owner that the whole of a node's tags tells", () => {
    fc.assert(
      fc.property(fc.array(fc.option(tags), { maxLength: 8 }), (nodes) => {
        const { rows, version } = sampleEstate(nodes.map((each, at) => sampleNode(at, each)));
        const owners = ownerNames(rows);
        owners.refresh(version);
        for (const [row, each] of nodes.entries()) {
          const code = owners.values[row] ?? 0;
          const told = code === ABSENT ? "absent" : code === UNREAD ? "unread" : rows.texts.text(code);
          expect(told).toBe(each === null ? "unread" : (ownershipOf(each)[0]?.name ?? "absent"));
        }
      }),
      { numRuns: 400 },
    );
  });
});
