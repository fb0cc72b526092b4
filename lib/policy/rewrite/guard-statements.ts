import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "../literal-value.ts";
import type { Statement } from "../policy-document.ts";

/** The actions that can set or take away a tag of a node. */
export const TAG_ACTIONS = [
  "ec2:CreateTags",
  "ec2:DeleteTags",
  "ec2:RunInstances",
  "ssm:AddTagsToResource",
  "ssm:RemoveTagsFromResource",
] as const;
export type TagAction = (typeof TAG_ACTIONS)[number];

/**
 * Denies setting or taking away the tag on nodes, alone or among others, by the given actions. `aws:TagKeys` has
 * several values, so it needs a set operator; and without regard to case, because the condition that reads the tag has
 * none (IAM reference, "Multivalued context keys", "Condition"). Volumes and snapshots can go on being tagged.
 */
export function denyTagging(actions: readonly TagAction[], { partition, tag }: GuardSubject): Statement {
  const isEc2 = actions.some((action) => action.startsWith("ec2:"));
  const isSsm = actions.some((action) => action.startsWith("ssm:"));
  const [instances, hybrid] = [`arn:${partition}:ec2:*:*:instance/*`, `arn:${partition}:ssm:*:*:managed-instance/*`];
  return {
    Sid: "CadoGuardTag",
    Effect: "Deny",
    Action: actions,
    Resource: isEc2 && isSsm ? [instances, hybrid] : isEc2 ? instances : hybrid,
    Condition: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": literalForEquals(tag.key) } },
  };
}

/** Denies DeleteTags without a list of tags: it takes away every tag, and carries no `aws:TagKeys` that could be asked for. */
export function denyDeletingAllTags({ partition }: Pick<GuardSubject, "partition">): Statement {
  return {
    Sid: "CadoGuardAllTags",
    Effect: "Deny",
    Action: "ec2:DeleteTags",
    Resource: `arn:${partition}:ec2:*:*:instance/*`,
    Condition: { Null: { "aws:TagKeys": "true" } },
  };
}

/** Denies renaming an instance that is there already; `ec2:CreateAction` is there only while a create call carries tags. */
export function denyRenaming({ partition }: Pick<GuardSubject, "partition">): Statement {
  return {
    Sid: "CadoGuardName",
    Effect: "Deny",
    Action: "ec2:CreateTags",
    Resource: `arn:${partition}:ec2:*:*:instance/*`,
    Condition: {
      "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "Name" },
      Null: { "ec2:CreateAction": "true" },
    },
  };
}

export type GuardSubject = { partition: Partition; tag: TagSpec };
