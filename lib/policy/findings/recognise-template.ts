import type { AuthorizationRequest, Authorize } from "#lib/domain/authorization.ts";
import { isPartition, type Partition } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import { ALL_ACTION_FACTS } from "../all-action-facts.ts";
import { createAuthorize } from "../evaluate.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { renderVariant, VARIANTS, type VariantName } from "../variants.ts";
import { tagConditionsOf } from "./witness/tag-conditions.ts";

/**
 * Where a role's policies come from: one of the three templates that Cado ships, or what its page or this product prints
 * for SSM alone.
 */
export type TemplateGeneration = "acquisition" | "cross-account" | "terraform" | VariantName;

/** What each is called. */
export const TEMPLATE_NAMES: Readonly<Record<TemplateGeneration, string>> = {
  acquisition: "Cado's AcquisitionPolicy (new-roles), the one that its documentation points at today",
  "cross-account": "Cado's CrossAccountPolicy",
  terraform: "the role of Cado's Terraform module (aws_v2)",
  "documented-default": "the stock statement of Cado's documentation",
  "documented-tagged": "the tightened pair of Cado's documentation",
  corrected: "the corrected policy of this dashboard",
};

/**
 * Recognised by what the role can do, never by Sids or the order of statements; tightening or correcting a role leaves it
 * recognised. Null: made by hand, or too much changed.
 *
 * The three generations all collect from S3, Lambda, ECS, EKS and EBS. The newest writes tags only while it makes a
 * snapshot; the older two write any tag; of those the Terraform one also launches instances. `authorize` is the policies'
 * own evaluator, for a caller that has one.
 */
export function recogniseTemplate(
  policies: readonly NamedPolicy[],
  authorize: Authorize = createAuthorize({ identity: policies.map(({ document }) => document) }, ALL_ACTION_FACTS),
): TemplateGeneration | null {
  const partition = partitionOf(policies);
  const can = (action: string, resource: string, context: AuthorizationRequest["context"] = {}): boolean =>
    authorize({ action, resource, context, unknownContext: ["aws:*"], absentContext: ABSENT }).result === "allowed";
  const arn = (rest: string) => `arn:${partition}:${rest}`;
  const collects =
    can("s3:ListAllMyBuckets", arn("s3:::*")) &&
    can("lambda:GetFunction", arn("lambda:eu-west-1:907090709070:function:any")) &&
    can("ecs:ExecuteCommand", arn("ecs:eu-west-1:907090709070:task/any/any")) &&
    can("eks:ListClusters", arn("eks:eu-west-1:907090709070:*")) &&
    can("ec2:DescribeInstances", arn("ec2:eu-west-1:907090709070:*")) &&
    can("ec2:CreateSnapshot", arn("ec2:eu-west-1:907090709070:snapshot/*"));
  const isAdministrator = can("iam:CreateUser", arn("iam::907090709070:user/any"));
  if (!collects || isAdministrator || !hasSsm(policies)) return variantOf(policies, partition);
  const snapshot = arn("ec2:eu-west-1:907090709070:snapshot/snap-0f0f0f0f0f0f0f0f0");
  const tags = { "aws:TagKeys": ["Name"], "aws:RequestTag/Name": "any" };
  if (can("ec2:CreateTags", snapshot, tags)) {
    const launches = can("ec2:RunInstances", arn("ec2:eu-west-1:907090709070:instance/*"));
    return launches ? "terraform" : "cross-account";
  }
  return can("ec2:CreateTags", snapshot, { ...tags, "ec2:CreateAction": "CreateSnapshot" }) ? "acquisition" : null;
}

const ABSENT = ["aws:RequestTag/*", "aws:TagKeys", "aws:ResourceTag/*"];

function hasSsm(policies: readonly NamedPolicy[]): boolean {
  return /"ssm:(SendCommand|StartSession|\*|Send\*)/i.test(JSON.stringify(policies.map(({ document }) => document)));
}

/** The statements of a variant and no others, in any order and under any Sids. */
function variantOf(policies: readonly NamedPolicy[], partition: Partition): VariantName | null {
  const have = formsOf(policies.flatMap(({ document }) => document.Statement));
  return (
    VARIANTS.find((variant) => formsOf(renderVariant({ variant, partition, tag: tagOf(policies) }).Statement) === have) ?? null
  );
}

function formsOf(statements: readonly Readonly<Record<string, unknown>>[]): string {
  return statements
    .map(({ Sid: _, ...rest }) => JSON.stringify(sorted(rest)))
    .sort()
    .join("\n");
}

/** Members and lists in one order; a list of one as its item. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

/** The tag that the policies ask for, whichever it is. */
function tagOf(policies: readonly NamedPolicy[]): TagSpec {
  const conditions = policies.flatMap(({ document }) => document.Statement.flatMap(tagConditionsOf));
  const [first] = conditions.filter(({ tagKey }) => !tagKey.startsWith("aws:"));
  return first === undefined ? DOCUMENTED_TAG : { key: first.tagKey, value: first.values[0] ?? "" };
}

function partitionOf(policies: readonly NamedPolicy[]): Partition {
  const found = /"arn:([a-z-]+):/.exec(JSON.stringify(policies))?.[1] ?? "aws";
  return isPartition(found) ? found : "aws";
}
