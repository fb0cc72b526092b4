import "server-only";
import type { Partition } from "#lib/domain/partition.ts";
import { literalForEquals } from "#lib/policy/literal-value.ts";

/** What a node has to carry under a key for a write to be let through: a value, or null for no such tag. */
export type PresentTag = { key: string; value: string | null };

/** STS's limit of the plain text (STS API reference, AssumeRole, `Policy`; what it packs it into has another one). */
const LONGEST = 2048;
/** Its pattern there; whether an escape such as \u30c7 gets around it is not documented. */
const POLICY_TEXT = /^[\x20-\xff]+$/;

/**
 * The session policy under which AWS itself refuses to write a tag to an instance whose tag is not as named, at the moment
 * of the write (sts:AssumeRole, `Policy`: a session can do what the role and this both allow). IAM matches the key's name
 * without regard to case: another spelling on the node counts as present, and on a node with several spellings AWS does
 * not say which of them it looks at. undefined where the policy would be longer than STS takes, or would need characters
 * that no policy can have.
 */
export function tagWriteSession(partition: Partition, { key, value }: PresentTag): string | undefined {
  const name = `aws:ResourceTag/${key}`;
  const asNamed = value === null ? { Null: { [name]: "true" } } : { StringEquals: { [name]: literalForEquals(value) } };
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["ec2:DescribeInstances", "ec2:DescribeTags"], Resource: "*" },
      { Effect: "Allow", Action: "ec2:CreateTags", Resource: `arn:${partition}:ec2:*:*:instance/*`, Condition: asNamed },
    ],
  });
  return policy.length <= LONGEST && POLICY_TEXT.test(policy) ? policy : undefined;
}
