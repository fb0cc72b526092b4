import { stringify } from "yaml";
import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyShape, PolicyUse } from "./policy-format.ts";
import { policyNames } from "./policy-names.ts";

/**
 * The policy as a CloudFormation template in YAML; statements alone as a list, to go under `Statement:`. Strings are
 * quoted wherever a reader of YAML 1.1 (as CloudFormation is) or 1.2 would take them for something else, such as the date
 * `2012-10-17`.
 */
export function renderCloudFormation(policy: NamedPolicy, shape: PolicyShape, use: PolicyUse): string {
  return writeYaml(shape === "statements" ? policy.document.Statement : templateOf(policy, use));
}

function templateOf({ name, kind, document }: NamedPolicy, use: PolicyUse): object {
  const { iam, logical } = policyNames(name);
  const head = { AWSTemplateFormatVersion: "2010-09-09" };
  if (use === "scp") {
    const properties = { Name: iam, Type: "SERVICE_CONTROL_POLICY", Content: document };
    return { ...head, Resources: { [logical]: { Type: "AWS::Organizations::Policy", Properties: properties } } };
  }
  if (kind !== "inline") {
    const properties = { ManagedPolicyName: iam, PolicyDocument: document };
    return { ...head, Resources: { [logical]: { Type: "AWS::IAM::ManagedPolicy", Properties: properties } } };
  }
  const role = { Type: "String", Description: "Name of the role that has this policy." };
  const properties = { PolicyName: iam, RoleName: { Ref: "RoleName" }, PolicyDocument: document };
  return {
    ...head,
    Parameters: { RoleName: role },
    Resources: { [logical]: { Type: "AWS::IAM::RolePolicy", Properties: properties } },
  };
}

function writeYaml(value: unknown): string {
  return stringify(value, {
    version: "1.1",
    // No aliases, no folding, no block scalars: each string stands whole in its place.
    aliasDuplicateObjects: false,
    lineWidth: 0,
    blockQuote: false,
    singleQuote: false,
  });
}
