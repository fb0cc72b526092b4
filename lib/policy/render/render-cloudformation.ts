import { Document, visit } from "yaml";
import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyShape, PolicyUse } from "./policy-format.ts";
import { policyNames } from "./policy-names.ts";

/**
 * The policy as a CloudFormation template in YAML; statements alone as a list, to go under `Statement:`. Strings are
 * quoted wherever a reader of YAML 1.1 or 1.2 could take them for something else, such as the date `2012-10-17`.
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
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === "string") scalar.type = isPlain(scalar.value) ? "PLAIN" : "QUOTE_DOUBLE";
    },
  });
  // Without folding each string stands whole in its place.
  const text = document.toString({ lineWidth: 0, blockQuote: false });
  // YAML 1.1 does not allow these raw; all are in double quotes, because isPlain knows none of them.
  return text.replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** True for what every YAML reads as text without quotes: begins with a letter and is no word for a boolean or null. */
function isPlain(text: string): boolean {
  return /^[A-Za-z](?:[\w./*+@=-]|:(?=\S)| (?=\w))*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
}
