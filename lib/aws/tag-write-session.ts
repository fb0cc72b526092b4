import "server-only";
import type { Partition } from "#lib/domain/partition.ts";
import { literalForEquals } from "#lib/policy/literal-value.ts";

/** What a node has to carry under a key for a write to be let through: a value, or null for no such tag. */
export type PresentTag = { key: string; value: string | null };

/**
 * The session policy under which AWS itself refuses to write a tag to an instance whose tag is not as named, at the moment
 * of the write (sts:AssumeRole, `Policy`: a session can do what the role and this both allow). IAM matches the key's name
 * without regard to case: another spelling on the node counts as present. At most 2,048 characters.
 */
export function tagWriteSession(partition: Partition, { key, value }: PresentTag): string {
  const name = `aws:ResourceTag/${key}`;
  const asNamed = value === null ? { Null: { [name]: "true" } } : { StringEquals: { [name]: literalForEquals(value) } };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["ec2:DescribeInstances", "ec2:DescribeTags"], Resource: "*" },
      { Effect: "Allow", Action: "ec2:CreateTags", Resource: `arn:${partition}:ec2:*:*:instance/*`, Condition: asNamed },
    ],
  });
}
