import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals, literalForLike } from "./literal-value.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";

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

/**
 * Node legs carry the tag condition, document legs do not: AWS-owned documents cannot carry our tag. StringEquals and
 * not StringLike, because no pattern is meant; `ssm:resourceTag` and not `aws:ResourceTag`, because a global
 * key on SendCommand needs a second statement for `aws:ViaAWSService` (Systems Manager guide, "Setting up Run Command").
 */
function corrected(partition: Partition, tag: TagSpec): readonly Statement[] {
  const nodes = [instances(partition), `arn:${partition}:ssm:*:*:managed-instance/*`];
  const tagged = { StringEquals: { [`ssm:resourceTag/${tag.key}`]: literalForEquals(tag.value) } };
  return [
    { Sid: "CadoRunCommandOnTaggedNodes", Effect: "Allow", Action: "ssm:SendCommand", Resource: nodes, Condition: tagged },
    { Sid: "CadoRunCommandDocuments", Effect: "Allow", Action: "ssm:SendCommand", Resource: runDocuments(partition) },
    { Sid: "CadoSessionOnTaggedNodes", Effect: "Allow", Action: "ssm:StartSession", Resource: nodes, Condition: tagged },
    {
      Sid: "CadoSessionDocuments",
      Effect: "Allow",
      Action: "ssm:StartSession",
      Resource: [
        `arn:${partition}:ssm:*::document/AWS-StartPortForwardingSession`,
        `arn:${partition}:ssm:*:*:document/SSM-SessionManagerRunShell`,
      ],
    },
    {
      Sid: "CadoOwnSessions",
      Effect: "Allow",
      Action: ["ssm:TerminateSession", "ssm:ResumeSession"],
      Resource: `arn:${partition}:ssm:*:*:session/*`,
      // By tag and not by session ARN: the user id of an assumed role does not prefix the session ids seen in the field.
      Condition: { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": `\${aws:userid}*` } },
    },
    {
      Sid: "CadoReadSsmState",
      Effect: "Allow",
      Action: ["ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation"],
      Resource: "*",
    },
  ];
}

function instances(partition: Partition): string {
  return `arn:${partition}:ec2:*:*:instance/*`;
}

function runDocuments(partition: Partition): readonly string[] {
  return [`arn:${partition}:ssm:*::document/AWS-RunShellScript`, `arn:${partition}:ssm:*::document/AWS-RunPowerShellScript`];
}
