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
 * What the dashboard needs beside the read policy in order to tag, and to undo that: it can write and take away spellings
 * of its tag's key on nodes, and nothing else. Any value of them, because an undo puts back what somebody had there; the
 * one value that grants is what the dashboard is there to write. DeleteTags without a list of tags deletes every tag and
 * carries no `aws:TagKeys`, so its presence is demanded.
 */
export function dashboardWritePolicy({ partition, tag }: { partition: Partition; tag: TagSpec }): PolicyDocument {
  const onlyItsKey = {
    "ForAllValues:StringEqualsIgnoreCase": { "aws:TagKeys": [literalForEquals(tag.key)] },
    Null: { "aws:TagKeys": "false" },
  };
  const instances = `arn:${partition}:ec2:*:*:instance/*`;
  const hybrid = `arn:${partition}:ssm:*:*:managed-instance/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "CadoReachTagInstances", Effect: "Allow", Action: "ec2:CreateTags", Resource: instances, Condition: onlyItsKey },
      { Sid: "CadoReachUntagInstances", Effect: "Allow", Action: "ec2:DeleteTags", Resource: instances, Condition: onlyItsKey },
      { Sid: "CadoReachTagHybrid", Effect: "Allow", Action: "ssm:AddTagsToResource", Resource: hybrid, Condition: onlyItsKey },
      {
        Sid: "CadoReachUntagHybrid",
        Effect: "Allow",
        Action: "ssm:RemoveTagsFromResource",
        Resource: hybrid,
        Condition: onlyItsKey,
      },
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
