import { findMember, itemsOf, membersOf, type SourceNode, textOf } from "./source-node.ts";

/** What a JSON or YAML value is, by its members. */
export type ValueShape =
  /** A CloudFormation template. */
  | { shape: "template"; template: SourceNode }
  /** `aws iam get-policy-version`, or the version alone. */
  | { shape: "policy-version"; document: SourceNode }
  /** `aws iam get-role-policy`, or one of a role's Policies in a template. */
  | { shape: "named-policy" }
  /** A role's Policies in a template. */
  | { shape: "named-policies"; policies: SourceNode }
  /** `aws iam get-account-authorization-details`. */
  | { shape: "account-details"; roles: SourceNode }
  /** `aws iam get-role`, which has the trust policy alone. */
  | { shape: "trust"; document: SourceNode }
  /** Several of these, or several documents. */
  | { shape: "several"; values: readonly SourceNode[] }
  /** A document, a statement or a list of statements, or else nothing known. */
  | { shape: "policy" };

export function shapeOf(node: SourceNode): ValueShape {
  const member = (name: string) => findMember(node, name);
  if (isStatement(node) || member("Statement")) return { shape: "policy" };
  const template = templateIn(node);
  if (template) return { shape: "template", template };
  const version = member("PolicyVersion") ?? (member("VersionId") ? node : undefined);
  const document = findMember(version, "Document");
  if (document) return { shape: "policy-version", document };
  if (member("PolicyDocument")) return { shape: "named-policy" };
  const roles = member("RoleDetailList");
  if (roles) return { shape: "account-details", roles };
  const policies = member("Policies");
  if (policies) return { shape: "named-policies", policies };
  const trust = findMember(member("Role") ?? node, "AssumeRolePolicyDocument");
  if (trust) return { shape: "trust", document: trust };
  const values = itemsOf(node);
  const areStatements = values.every((value) => value.type !== "map" || isStatement(value) || shapeOf(value).shape === "policy");
  const hasDocument = values.some((value) => findMember(value, "Statement") !== undefined);
  return areStatements && !hasDocument ? { shape: "policy" } : { shape: "several", values };
}

const STATEMENT_MEMBERS = ["Effect", "Action", "NotAction", "Resource", "NotResource"];

/** Whether a value is meant to be a statement. */
export function isStatement(node: SourceNode): boolean {
  return STATEMENT_MEMBERS.some((name) => findMember(node, name) !== undefined);
}

/** The template that a value is; resources that were cut out of one are put into one. */
function templateIn(node: SourceNode): SourceNode | null {
  if (findMember(node, "Resources") || findMember(node, "AWSTemplateFormatVersion")) return node;
  const { from, to } = node;
  const members = isResource(node) ? [{ name: "", from, to: from, value: node }] : membersOf(node);
  if (!members.some(({ value }) => isResource(value))) return null;
  return { type: "map", members: [{ name: "Resources", from, to, value: { type: "map", members, from, to } }], from, to };
}

function isResource(node: SourceNode): boolean {
  return /^(AWS|Custom)::/.test(textOf(findMember(node, "Type")) ?? "");
}
