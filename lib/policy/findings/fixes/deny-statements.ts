import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "../../literal-value.ts";
import type { ConditionBlock, Statement } from "../../policy-document.ts";
import { neededDocuments } from "../needed-documents.ts";
import { oneOrList } from "./statement-actions.ts";

/** Denies the actions on nodes without the tag: StringNotEquals holds for another value and for no tag at all. */
export function denyWithoutTag(actions: readonly string[], tag: TagSpec, partitions: readonly string[]): Statement {
  return deny(actions, partitions.flatMap(nodeArns), {
    StringNotEquals: { [`ssm:resourceTag/${tag.key}`]: literalForEquals(tag.value) },
  });
}

/** Denies an action on whatever is neither a node nor a document that Cado needs for it. */
export function denyOtherDocuments(action: string, partitions: readonly string[]): Statement {
  const needed = partitions.flatMap((partition) => neededDocuments(action, partition, "*").map(({ pattern }) => pattern));
  return { Effect: "Deny", Action: action, NotResource: [...partitions.flatMap(nodeArns), ...needed] };
}

/** Denies to write or delete tags of these keys on instances, in whatever case: IAM reads them without regard to it. */
export function denyTagKeys(actions: readonly string[], keys: readonly string[], resources: readonly string[]): Statement {
  return deny(actions, resources, {
    "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": oneOrList(keys.map(literalForEquals)) },
  });
}

/** The same, but while something is being made: a launch that names what it makes stays allowed. */
export function denyTagKeysLater(actions: readonly string[], keys: readonly string[], resources: readonly string[]): Statement {
  const statement = denyTagKeys(actions, keys, resources);
  return { ...statement, Condition: { ...statement.Condition, Null: { "ec2:CreateAction": "true" } } };
}

/** Denies DeleteTags without a list of tags, which deletes all of them and so names no key that a Deny could hold on to. */
export function denyDeleteAll(resources: readonly string[]): Statement {
  return deny(["ec2:DeleteTags"], resources, { Null: { "aws:TagKeys": "true" } });
}

/** Denies sessions that the role did not start itself. */
export function denyOthersSessions(actions: readonly string[], partitions: readonly string[]): Statement {
  return deny(
    actions,
    partitions.map((partition) => `arn:${partition}:ssm:*:*:session/*`),
    { StringNotLike: OWN_SESSION },
  );
}

/** By tag and not by ARN: the user id of an assumed role does not prefix the session ids seen in the field. */
export const OWN_SESSION: ConditionBlock[string] = { "ssm:resourceTag/aws:ssmmessages:session-id": `\${aws:userid}*` };

function deny(actions: readonly string[], resources: readonly string[], condition: ConditionBlock): Statement {
  return { Effect: "Deny", Action: oneOrList(actions), Resource: oneOrList(resources), Condition: condition };
}

function nodeArns(partition: string): readonly string[] {
  return [`arn:${partition}:ec2:*:*:instance/*`, `arn:${partition}:ssm:*:*:managed-instance/*`];
}
