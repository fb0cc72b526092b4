import { describe, expect, it } from "vitest";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Statement } from "../policy-document.ts";
import { correctPolicies } from "./correct-policies.ts";
import { allow, correctSample, documentOf, failedChecks, SAMPLE_OPTIONS, statementsOf } from "./sample-role.ts";

describe("the guard", () => {
  const guards = (statements: readonly Statement[]) =>
    statementsOf(correctSample(statements)).filter(({ Effect }) => Effect === "Deny");
  const tags = (Resource: string, more: Partial<Statement> = {}) => allow(["ec2:CreateTags", "ec2:DeleteTags"], Resource, more);

  it.each<[string, readonly Statement[], readonly string[]]>([
    ["cannot tag", [allow("ec2:DescribeInstances", "*")], []],
    [
      "tags snapshots as it makes them",
      [allow("ec2:CreateTags", "*", { Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } } })],
      [],
    ],
    ["tags volumes alone", [tags("arn:aws:ec2:*:*:volume/*")], []],
    [
      "tags what it launches",
      [
        allow(["ec2:RunInstances", "ec2:CreateTags"], "*", {
          Condition: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
        }),
      ],
      ["CadoGuardTag"],
    ],
    ["tags instances of one place", [tags("arn:aws:ec2:eu-*:222222222222:instance/*")], ["CadoGuardTag", "CadoGuardAllTags"]],
    [
      "may tag under a condition on another key",
      [tags("*", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Owner"] }, Null: { "aws:TagKeys": "false" } } })],
      [],
    ],
    ["tags hybrid nodes", [allow("ssm:AddTagsToResource", "*")], ["CadoGuardTag"]],
    ["tags by a wildcard", [allow("ec2:*", "*")], ["CadoGuardTag", "CadoGuardAllTags"]],
    [
      "is kept from the exact key alone",
      [
        tags("*"),
        {
          Effect: "Deny",
          Action: "ec2:*Tags",
          Resource: "*",
          Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": DOCUMENTED_TAG.key } },
        },
      ],
      ["CadoGuardTag", "CadoGuardAllTags"],
    ],
    ["is kept from all tagging", [tags("*"), { Effect: "Deny", Action: "ec2:*Tags", Resource: "*" }], []],
    [
      "renames and then terminates",
      [
        allow("ec2:CreateTags", "*"),
        allow("ec2:TerminateInstances", "*", { Condition: { StringLike: { "ec2:ResourceTag/Name": "CadoResponse*" } } }),
      ],
      ["CadoGuardTag", "CadoGuardName"],
    ],
  ])("of a role that %s: %j", (_, statements, sids) => {
    const added = guards(statements).flatMap(({ Sid }) => (Sid?.startsWith("CadoGuard") ? [Sid] : []));
    expect(added).toEqual(sids);
    expect(failedChecks(correctSample(statements))).toEqual([]);
  });

  it("lets a launch have a name", () => {
    const { policies, checks } = correctPolicies(
      [{ name: "", kind: "inline", document: documentOf(TERRAFORM_POLICY) }],
      SAMPLE_OPTIONS,
    );
    expect(checks.some(({ name, passed }) => name.includes("rename") && passed)).toBe(true);
    expect(JSON.stringify(policies)).toContain('"Null":{"ec2:CreateAction":"true"}');
  });
});
