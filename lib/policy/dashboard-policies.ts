import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "./literal-value.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** Everything that the dashboard needs to read an account's nodes: nothing here can change anything. */
export function dashboardReadPolicy({ partition }: { partition: Partition }): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "CadoReachReadNodes",
        Effect: "Allow",
        Action: [
          "ec2:DescribeInstances",
          "ec2:DescribeRegions",
          "ec2:DescribeTags",
          "ssm:DescribeInstanceInformation",
          "ssm:DescribeInstanceProperties",
        ],
        Resource: "*",
      },
      {
        Sid: "CadoReachReadHybridTags",
        Effect: "Allow",
        Action: "ssm:ListTagsForResource",
        Resource: `arn:${partition}:ssm:*:*:managed-instance/*`,
      },
    ],
  };
}

/**
 * What the dashboard needs beside the read policy in order to tag: it can write the exact tag on nodes and take away
 * spellings of its key, and nothing else. `aws:RequestTag/KEY` alone would let another spelling through, because IAM
 * matches that key's name without regard to case; `aws:TagKeys` compares it as a value. DeleteTags without a list of
 * tags deletes every tag and carries no `aws:TagKeys`, so its presence is demanded.
 */
export function dashboardWritePolicy({ partition, tag }: { partition: Partition; tag: TagSpec }): PolicyDocument {
  const present = { "aws:TagKeys": "false" };
  const create = {
    StringEquals: { [`aws:RequestTag/${tag.key}`]: literalForEquals(tag.value) },
    "ForAllValues:StringEquals": { "aws:TagKeys": [literalForEquals(tag.key)] },
    Null: present,
  };
  const remove = { "ForAllValues:StringEqualsIgnoreCase": { "aws:TagKeys": [literalForEquals(tag.key)] }, Null: present };
  const instances = `arn:${partition}:ec2:*:*:instance/*`;
  const hybrid = `arn:${partition}:ssm:*:*:managed-instance/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "CadoReachTagInstances", Effect: "Allow", Action: "ec2:CreateTags", Resource: instances, Condition: create },
      { Sid: "CadoReachUntagInstances", Effect: "Allow", Action: "ec2:DeleteTags", Resource: instances, Condition: remove },
      { Sid: "CadoReachTagHybrid", Effect: "Allow", Action: "ssm:AddTagsToResource", Resource: hybrid, Condition: create },
      { Sid: "CadoReachUntagHybrid", Effect: "Allow", Action: "ssm:RemoveTagsFromResource", Resource: hybrid, Condition: remove },
    ],
  };
}

/**
 * What the dashboard can do without, and knows more with: reading Cado's role from IAM, checking verdicts with AWS's
 * policy simulator, and decoding the encoded part of a denial. Nothing here can change anything either.
 */
export function dashboardInsightPolicy({ partition }: { partition: Partition }): PolicyDocument {
  const roles = `arn:${partition}:iam::*:role/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "CadoReachReadRoles",
        Effect: "Allow",
        Action: ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
        Resource: roles,
      },
      {
        Sid: "CadoReachReadPolicies",
        Effect: "Allow",
        Action: ["iam:GetPolicy", "iam:GetPolicyVersion"],
        Resource: `arn:${partition}:iam::*:policy/*`,
      },
      { Sid: "CadoReachSimulateRole", Effect: "Allow", Action: "iam:SimulatePrincipalPolicy", Resource: roles },
      {
        Sid: "CadoReachFindRolesSimulateDecode",
        Effect: "Allow",
        Action: ["iam:ListRoles", "iam:SimulateCustomPolicy", "sts:DecodeAuthorizationMessage"],
        Resource: "*",
      },
    ],
  };
}
