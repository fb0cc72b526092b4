import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForLike } from "./literal-value.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";
import { defaultCorrection } from "./rewrite/correction-options.ts";
import { taggedStatements } from "./rewrite/tagged-statements.ts";

/**
 * - `documented-default`: what Cado's page shows as the stock statement.
 * - `documented-tagged`: the pair that the page replaces it with. Grants SendCommand (and half of StartSession) only.
 * - `corrected`: ours; works when it is the role's only SSM policy.
 */
export type VariantName = "documented-default" | "documented-tagged" | "corrected";

export const VARIANTS: readonly VariantName[] = ["documented-default", "documented-tagged", "corrected"];

/** True for the exact name of a variant. */
export function isVariantName(text: string): text is VariantName {
  return (VARIANTS as readonly string[]).includes(text);
}

export type VariantOptions = { variant: VariantName; partition: Partition; tag: TagSpec };

/**
 * The variant as a policy document for one partition and tag. The documented ones equal Cado's page ("How to tighten
 * IAM permissions for SSM in AWS") to the letter for partition `aws` and the documented tag: order, Sids and lists.
 */
export function renderVariant({ variant, partition, tag }: VariantOptions): PolicyDocument {
  return { Version: "2012-10-17", Statement: STATEMENTS[variant](partition, tag) };
}

const STATEMENTS: Readonly<Record<VariantName, (partition: Partition, tag: TagSpec) => readonly Statement[]>> = {
  "documented-default": documentedDefault,
  "documented-tagged": documentedTagged,
  corrected,
};

const DOCUMENTED_ACTIONS = ["ssm:SendCommand", "ssm:DescribeInstanceInformation", "ssm:StartSession", "ssm:TerminateSession"];

function documentedDefault(partition: Partition): readonly Statement[] {
  return [
    {
      Sid: "RequiredForTriageAndRunCommand",
      Effect: "Allow",
      Action: DOCUMENTED_ACTIONS,
      Resource: [instances(partition), ...runDocuments(partition)],
    },
  ];
}

function documentedTagged(partition: Partition, tag: TagSpec): readonly Statement[] {
  return [
    {
      Sid: "RequiredForTriageAndRunCommandTagged",
      Effect: "Allow",
      Action: DOCUMENTED_ACTIONS,
      Resource: [instances(partition)],
      Condition: { StringLike: { [`ssm:resourceTag/${tag.key}`]: [literalForLike(tag.value)] } },
    },
    {
      Sid: "RequiredForTriageAndRunCommandRun",
      Effect: "Allow",
      Action: DOCUMENTED_ACTIONS,
      Resource: runDocuments(partition),
    },
  ];
}

function corrected(partition: Partition, tag: TagSpec): readonly Statement[] {
  return taggedStatements(defaultCorrection({ partition, tag }));
}

function instances(partition: Partition): string {
  return `arn:${partition}:ec2:*:*:instance/*`;
}

function runDocuments(partition: Partition): readonly string[] {
  return [`arn:${partition}:ssm:*::document/AWS-RunShellScript`, `arn:${partition}:ssm:*::document/AWS-RunPowerShellScript`];
}
