import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** A request to change the tags of one resource, with what it stands for in words. */
export type TaggingRequest = { name: string; request: AuthorizationRequest };

/** Who asks, from where, and what else the instance is tagged with is not known; what the request itself says is. */
const UNKNOWN: readonly string[] = ["aws:*", "ec2:*", "ssm:*"];
const OF_A_LATER_CALL: readonly string[] = ["ec2:CreateAction"];

/** Ways to set the tag on an instance that is there, or by launching one. */
export function setTagRequests(tag: TagSpec, arn: string): readonly TaggingRequest[] {
  const ways = [
    { keys: { [tag.key]: tag.value }, how: "set the tag" },
    { keys: { [otherCase(tag.key)]: tag.value }, how: "set the tag in another letter case" },
    { keys: { Name: "CadoResponse", [tag.key]: tag.value }, how: "set the tag together with a name" },
  ];
  return ways.map(({ keys, how }) => ({ name: `CreateTags to ${how}`, request: write("ec2:CreateTags", arn, keys) }));
}

/** Ways to have the tag from the launch on. */
export function launchRequests(tag: TagSpec, arn: string): readonly TaggingRequest[] {
  const keys = { [tag.key]: tag.value };
  const create = write("ec2:CreateTags", arn, keys);
  const launched = { ...create, context: { ...create.context, "ec2:CreateAction": "RunInstances" }, absentContext: [] };
  return [
    { name: "CreateTags to launch with the tag", request: launched },
    { name: "RunInstances with the tag", request: write("ec2:RunInstances", arn, keys) },
  ];
}

/** Ways to take the tag away. */
export function deleteTagRequests(tag: TagSpec, arn: string): readonly TaggingRequest[] {
  return [
    { name: "DeleteTags of the tag", request: remove("ec2:DeleteTags", arn, [tag.key]) },
    { name: "DeleteTags of the tag in another letter case", request: remove("ec2:DeleteTags", arn, [otherCase(tag.key)]) },
  ];
}

/** It takes every tag away. */
export function deleteAllTagsRequest(arn: string): TaggingRequest {
  const absentContext = ["aws:TagKeys", "aws:RequestTag/*"];
  return {
    name: "DeleteTags without a list of tags",
    request: { action: "ec2:DeleteTags", resource: arn, context: {}, unknownContext: UNKNOWN, absentContext },
  };
}

/** Setting and taking away the tag of a hybrid node. */
export function hybridTagRequests(tag: TagSpec, arn: string): readonly TaggingRequest[] {
  return [
    { name: "AddTagsToResource on a hybrid node", request: write("ssm:AddTagsToResource", arn, { [tag.key]: tag.value }) },
    { name: "RemoveTagsFromResource on a hybrid node", request: remove("ssm:RemoveTagsFromResource", arn, [tag.key]) },
  ];
}

/** Giving an instance that is there another name. */
export function renameRequest(arn: string, name: string): TaggingRequest {
  return {
    name: "CreateTags to rename an instance into Cado's own",
    request: write("ec2:CreateTags", arn, { Name: name }),
  };
}

/** Changes of the given keys alone; conditions on other tags of the request are not met. */
export function write(action: string, resource: string, tags: Readonly<Record<string, string>>): AuthorizationRequest {
  const asked = Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]));
  const context = { "aws:TagKeys": Object.keys(tags), ...asked };
  return {
    action,
    resource,
    context,
    unknownContext: UNKNOWN,
    absentContext: [...OF_A_LATER_CALL],
  };
}

function remove(action: string, resource: string, keys: readonly string[]): AuthorizationRequest {
  return { action, resource, context: { "aws:TagKeys": keys }, unknownContext: UNKNOWN };
}

function otherCase(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}
