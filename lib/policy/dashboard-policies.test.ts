import { describe, expect, it } from "vitest";
import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { dashboardInsightPolicy, dashboardReadPolicy, dashboardWritePolicy } from "./dashboard-policies.ts";
import { createAuthorize } from "./evaluate.ts";

const { key: KEY } = DOCUMENTED_TAG;
const VARIANT = KEY.toLowerCase();
const INSTANCE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const VOLUME = "arn:aws:ec2:eu-west-1:111111111111:volume/vol-0123456789abcdef0";
const HYBRID = "arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-0123456789abcdef0";
const ROLE = "arn:aws:iam::111111111111:role/CadoResponseRole";
const PARAMETER = "arn:aws:ssm:eu-west-1:111111111111:parameter/secret";

type Context = AuthorizationRequest["context"];

const read = createAuthorize({ identity: [dashboardReadPolicy({ partition: "aws" })] });
const insight = createAuthorize({ identity: [dashboardInsightPolicy({ partition: "aws" })] });
const write = createAuthorize({ identity: [dashboardWritePolicy({ partition: "aws", tag: DOCUMENTED_TAG })] });

/** A request that writes or deletes these tags, as EC2 and SSM put it to IAM. */
function tags(given: Readonly<Record<string, string | null>>): Context {
  const values = Object.entries(given).flatMap(([key, value]) => (value === null ? [] : [[`aws:RequestTag/${key}`, value]]));
  return { ...Object.fromEntries(values), "aws:TagKeys": Object.keys(given) };
}

describe("the read policy", () => {
  it.each([
    ["ec2:DescribeRegions", "*", "allowed"],
    ["ec2:DescribeInstances", "*", "allowed"],
    ["ec2:DescribeTags", "*", "allowed"],
    ["ssm:DescribeInstanceInformation", "*", "allowed"],
    ["ssm:DescribeInstanceProperties", "*", "allowed"],
    ["ssm:ListTagsForResource", HYBRID, "allowed"],
    ["ssm:ListTagsForResource", PARAMETER, "denied"],
    ["ec2:CreateTags", INSTANCE, "denied"],
    ["ec2:DeleteTags", INSTANCE, "denied"],
    ["ssm:SendCommand", INSTANCE, "denied"],
    ["ec2:TerminateInstances", INSTANCE, "denied"],
  ])("%s on %s: %s", (action, resource, result) => {
    expect(read({ action, resource, context: {} }).result).toBe(result);
  });
});

describe("the insight policy", () => {
  it.each([
    ["iam:ListRoles", "*", "allowed"],
    ["iam:GetRole", ROLE, "allowed"],
    ["iam:ListRolePolicies", ROLE, "allowed"],
    ["iam:GetRolePolicy", ROLE, "allowed"],
    ["iam:ListAttachedRolePolicies", ROLE, "allowed"],
    ["iam:GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", "allowed"],
    ["iam:GetPolicyVersion", "arn:aws:iam::111111111111:policy/CadoResponseAcquisitionPolicy", "allowed"],
    ["iam:SimulatePrincipalPolicy", ROLE, "allowed"],
    ["iam:SimulateCustomPolicy", "*", "allowed"],
    ["sts:DecodeAuthorizationMessage", "*", "allowed"],
    ["iam:SimulatePrincipalPolicy", "arn:aws:iam::111111111111:user/someone", "denied"],
    ["iam:PutRolePolicy", ROLE, "denied"],
    ["iam:AttachRolePolicy", ROLE, "denied"],
    ["iam:PassRole", ROLE, "denied"],
    ["sts:AssumeRole", ROLE, "denied"],
    ["ec2:CreateTags", INSTANCE, "denied"],
    ["ssm:SendCommand", INSTANCE, "denied"],
  ])("%s on %s: %s", (action, resource, result) => {
    expect(insight({ action, resource, context: {} }).result).toBe(result);
  });
});

describe("the write policy", () => {
  it.each<[string, string, Context, string]>([
    ["ec2:CreateTags", INSTANCE, tags({ [KEY]: "True" }), "allowed"],
    ["ec2:CreateTags", INSTANCE, tags({ [KEY]: "true" }), "allowed"],
    ["ec2:CreateTags", INSTANCE, tags({ [KEY]: "" }), "allowed"],
    ["ec2:CreateTags", INSTANCE, tags({ [VARIANT]: "True" }), "allowed"],
    ["ec2:CreateTags", INSTANCE, tags({ [KEY]: "True", Name: "mine" }), "denied"],
    ["ec2:CreateTags", INSTANCE, tags({ Name: "CadoResponse-1" }), "denied"],
    ["ec2:CreateTags", INSTANCE, {}, "denied"],
    ["ec2:CreateTags", VOLUME, tags({ [KEY]: "True" }), "denied"],
    ["ec2:DeleteTags", INSTANCE, tags({ [KEY]: "True" }), "allowed"],
    ["ec2:DeleteTags", INSTANCE, tags({ [KEY]: "anything" }), "allowed"],
    ["ec2:DeleteTags", INSTANCE, tags({ [VARIANT]: "true" }), "allowed"],
    ["ec2:DeleteTags", INSTANCE, {}, "denied"],
    ["ec2:DeleteTags", INSTANCE, { "aws:TagKeys": [] }, "denied"],
    ["ec2:DeleteTags", INSTANCE, tags({ Name: "web" }), "denied"],
    ["ec2:DeleteTags", INSTANCE, tags({ [KEY]: "True", Name: "web" }), "denied"],
    ["ec2:DeleteTags", VOLUME, tags({ [KEY]: "True" }), "denied"],
    ["ssm:AddTagsToResource", HYBRID, tags({ [KEY]: "True" }), "allowed"],
    ["ssm:AddTagsToResource", HYBRID, tags({ [KEY]: "true" }), "allowed"],
    ["ssm:AddTagsToResource", HYBRID, tags({ [KEY]: "True", Name: "x" }), "denied"],
    ["ssm:AddTagsToResource", PARAMETER, tags({ [KEY]: "True" }), "denied"],
    ["ssm:RemoveTagsFromResource", HYBRID, tags({ [VARIANT]: null }), "allowed"],
    ["ssm:RemoveTagsFromResource", HYBRID, tags({ Name: null }), "denied"],
    ["ssm:RemoveTagsFromResource", HYBRID, {}, "denied"],
    ["ssm:SendCommand", INSTANCE, {}, "denied"],
    ["ec2:RunInstances", INSTANCE, tags({ [KEY]: "True" }), "denied"],
  ])("%s on %s with %j: %s", (action, resource, context, result) => {
    expect(write({ action, resource, context }).result).toBe(result);
  });

  it("holds in its own partition alone", () => {
    const gov = createAuthorize({ identity: [dashboardWritePolicy({ partition: "aws-us-gov", tag: DOCUMENTED_TAG })] });
    const resource = "arn:aws-us-gov:ec2:us-gov-west-1:111111111111:instance/i-0123456789abcdef0";
    expect(gov({ action: "ec2:CreateTags", resource, context: tags({ [KEY]: "True" }) }).result).toBe("allowed");
    expect(gov({ action: "ec2:CreateTags", resource: INSTANCE, context: tags({ [KEY]: "True" }) }).result).toBe("denied");
  });
});
