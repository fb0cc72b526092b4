import { type PolicyLabel, readDocument } from "../read-document.ts";
import { readDocumentText } from "../read-document-text.ts";
import { findAttribute, type HclBlock, type HclExpression } from "./hcl-syntax.ts";
import { type PolicyLinks, policiesIn, quietText, roleIn } from "./policy-links.ts";
import { type Evaluate, refuse, type TerraformScope } from "./terraform-scope.ts";

export type TerraformPolicies = { scope: TerraformScope; evaluate: Evaluate; links: PolicyLinks };

/** Adds the role's policies of one `resource` block, or names what it has that is another policy. */
export function readResourceBlock(block: HclBlock, policies: TerraformPolicies): void {
  const [type = "", label = ""] = block.labels;
  const { body } = block;
  const { scope, links } = policies;
  const skip = (what: string, at = block.from) => scope.reading.skipped.push({ what: `${label}: ${what}`, at });
  if (!/^aws_iam_/.test(type)) {
    const policy = body.attributes.find(
      ({ name }) => /(^|_)policy$/.test(name) || (name === "content" && type === "aws_organizations_policy"),
    );
    if (policy) skip(`policy of ${type}, not of a role`, policy.from);
    return;
  }
  if (!TYPES.has(type) || !isCreated(block, policies)) return;
  if (/^aws_iam_(user|group)_policy$/.test(type)) skip("policy of a user or a group, not of a role");
  else if (type === "aws_iam_role") readRole(block, label, policies, skip);
  else if (/_attachment$/.test(type)) {
    const arn = findAttribute(body, "policy_arn");
    if (arn && policiesIn(arn, scope).length === 0) skip(`attached managed policy ${shown(arn, scope)}, whose text is not here`);
  } else if (type === "aws_iam_policy" && links.boundaries.has(label)) skip("permissions boundary, which grants nothing");
  else {
    const policy = findAttribute(body, "policy");
    const name = findAttribute(body, "name") ?? findAttribute(body, "name_prefix");
    const role = type === "aws_iam_role_policy" ? roleIn(findAttribute(body, "role"), scope) : (links.roleOf.get(label) ?? null);
    const kind = type === "aws_iam_policy" ? "managed" : "inline";
    if (policy) readPolicyText(policy, { name: quietText(name, scope) ?? label, kind, role }, policies);
    else refuse(scope, block.from, `Expected policy in ${type}.${label}.`);
  }
}

const TYPES: ReadonlySet<string> = new Set(
  ["policy", "role_policy", "role", "user_policy", "group_policy", "role_policy_attachment", "policy_attachment"].map(
    (name) => `aws_iam_${name}`,
  ),
);

/** Adds the policy that an expression gives, as a value or as JSON. */
export function readPolicyText(expression: HclExpression, label: PolicyLabel, { scope, evaluate }: TerraformPolicies): void {
  const value = evaluate(expression);
  if (value === "unknown") return;
  if (value.type !== "scalar") readDocument(value, label, scope.reading);
  else if (value.encoded) readDocument(value.encoded, label, scope.reading);
  else if (typeof value.value !== "string")
    refuse(scope, expression.from, "Expected a policy: jsonencode(…), a text of JSON, or a policy document's json.");
  else readDocumentText({ text: value.value, pieces: value.contents ?? [] }, label, scope.reading);
}

/** Whether a block with `count` or `for_each` makes anything; what is not known of that is told. */
export function isCreated({ body }: HclBlock, { scope, evaluate }: TerraformPolicies): boolean {
  const count = findAttribute(body, "count");
  const each = findAttribute(body, "for_each");
  const value = count ? evaluate(count) : each ? evaluate(each) : undefined;
  if (value === undefined) return true;
  if (value === "unknown") return false;
  if (value.type !== "scalar") return (value.type === "list" ? value.items : value.members).length > 0;
  if (typeof value.value === "number") return value.value > 0;
  refuse(scope, value.from, "Expected a number for count, or a set or a map for for_each.");
  return false;
}

function readRole(block: HclBlock, label: string, policies: TerraformPolicies, skip: (what: string, at?: number) => void): void {
  const { scope } = policies;
  const { body } = block;
  const trust = findAttribute(body, "assume_role_policy");
  if (trust) skip("trust policy, which says who may use the role", trust.from);
  const boundary = findAttribute(body, "permissions_boundary");
  if (boundary) skip("permissions boundary, which is not taken into account", boundary.from);
  const attached = findAttribute(body, "managed_policy_arns");
  for (const arn of attached?.type === "list" ? attached.items : attached ? [attached] : [])
    if (policiesIn(arn, scope).length === 0)
      skip(`attached managed policy ${shown(arn, scope)}, whose text is not here`, arn.from);
  for (const { type, body: inline, from } of body.blocks) {
    if (type === "dynamic") refuse(scope, from, "A dynamic block is not worked out here; write out the blocks that it makes.");
    if (type !== "inline_policy") continue;
    const policy = findAttribute(inline, "policy");
    const name = quietText(findAttribute(inline, "name"), scope) ?? label;
    if (policy) readPolicyText(policy, { name, kind: "inline", role: label }, policies);
  }
}

function shown(expression: HclExpression, scope: TerraformScope): string {
  return quietText(expression, scope) ?? scope.text.slice(expression.from, expression.to);
}
