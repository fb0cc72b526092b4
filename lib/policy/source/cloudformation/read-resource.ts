import { findMember, itemsOf, membersOf, type SourceNode, textOf } from "../source-node.ts";
import { type PolicyResource, readPolicyEntry, readPolicyProperties } from "./read-policy-entry.ts";
import { readStackSet } from "./read-stack-set.ts";
import type { RoleLinks } from "./role-links.ts";
import { refuse } from "./template-scope.ts";

/** Adds the policies of one resource of a template, and names those that are not a role's. */
export function readResource(resource: PolicyResource, links: RoleLinks): void {
  const { name, at, value, scope } = resource;
  const type = textOf(findMember(value, "Type"));
  const properties = findMember(value, "Properties");
  const skip = (what: string, part = at) => scope.reading.skipped.push({ what: `${name}: ${what}`, at: part });
  if (type === undefined) refuse(scope, value.from, `Expected ${name} to have a Type.`);
  else if (type === "AWS::IAM::Role") {
    readRole(resource, properties, links, skip);
  } else if (STAND_ALONE.has(type)) {
    if (links.boundaries.has(name)) skip("permissions boundary, which grants nothing");
    else if (isOfOthers(properties)) skip("policy of a user or a group, not of a role");
    else readPolicyProperties(resource, properties, type.endsWith("ManagedPolicy"), links.roleOf.get(name) ?? null);
  } else if (type === "AWS::CloudFormation::StackSet") {
    if (findMember(properties, "TemplateBody")) readStackSet(resource, properties);
    else skip("stack set, whose template is not in the text");
  } else if (type === "AWS::CloudFormation::Stack") skip("nested stack, whose template is not in the text");
  else if (/^AWS::IAM::(User|Group)(Policy)?$/.test(type)) {
    if (type.endsWith("Policy") || findMember(properties, "Policies")) skip("policy of a user or a group, not of a role");
  } else if (membersOf(properties).some((member) => POLICY_MEMBER.test(member.name))) skip(`policy of ${type}, not of a role`);
}

const STAND_ALONE: ReadonlySet<string> = new Set(["AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy"]);

/** What resource types call a policy of theirs: PolicyDocument, KeyPolicy, Content (AWS::Organizations::Policy). */
const POLICY_MEMBER = /^(\w{0,40}Polic(y|ies)(Document|Text)?|Content)$/;

function isOfOthers(properties: SourceNode | undefined): boolean {
  const has = (name: string) => findMember(properties, name) !== undefined;
  return (has("Users") || has("Groups")) && !has("Roles");
}

function readRole(
  resource: PolicyResource,
  properties: SourceNode | undefined,
  links: RoleLinks,
  skip: (what: string, at?: number) => void,
): void {
  const trust = findMember(properties, "AssumeRolePolicyDocument");
  if (trust) skip("trust policy, which says who may use the role", trust.from);
  for (const arn of itemsOf(findMember(properties, "ManagedPolicyArns"))) {
    const id = textOf(findMember(arn, "Ref"));
    if (id === undefined || !links.resources.has(id))
      skip(`attached managed policy${textOf(arn) === undefined ? "" : ` ${textOf(arn)}`}, whose text is not here`, arn.from);
  }
  const boundary = findMember(properties, "PermissionsBoundary");
  if (boundary) skip("permissions boundary, which is not taken into account", boundary.from);
  const policies = findMember(properties, "Policies");
  if (policies === undefined) return;
  const list = policies.type === "list" ? policies : resource.resolve(policies);
  if (list === "unknown" || list === "absent") return;
  if (list.type !== "list") refuse(resource.scope, list.from, "Expected Policies to be a list of PolicyName and PolicyDocument.");
  for (const entry of itemsOf(list)) readPolicyEntry(resource, entry, resource.name);
}
