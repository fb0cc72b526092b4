import type { NamedPolicy } from "../named-policy.ts";
import { hclString, hclValue } from "./hcl-value.ts";
import type { PolicyShape, PolicyUse } from "./policy-format.ts";
import { policyNames } from "./policy-names.ts";

/**
 * The policy as a Terraform file that `terraform fmt` leaves alone: a resource of the AWS provider with
 * `jsonencode`, which evaluates back to the same document. Where the policy goes is asked for in a variable (the role of
 * an inline policy). Statements alone are a local value, for `concat` with others.
 */
export function renderTerraform(policy: NamedPolicy, shape: PolicyShape, use: PolicyUse): string {
  const names = policyNames(policy.name);
  if (shape === "statements") {
    return `locals {\n  ${names.terraform}_statements = ${hclValue(policy.document.Statement, "  ")}\n}\n`;
  }
  const document = `jsonencode(${hclValue(policy.document, "  ")})`;
  const name = hclString(names.iam);
  if (use === "scp") {
    return resource("aws_organizations_policy", names.terraform, [
      `name = ${name}`,
      `type = "SERVICE_CONTROL_POLICY"`,
      "",
      `content = ${document}`,
    ]);
  }
  if (policy.kind !== "inline")
    return resource("aws_iam_policy", names.terraform, [`name = ${name}`, "", `policy = ${document}`]);
  const role = `${names.terraform}_role`;
  return `${variable(role)}\n${resource("aws_iam_role_policy", names.terraform, [`name = ${name}`, `role = var.${role}`, "", `policy = ${document}`])}`;
}

function variable(name: string): string {
  return `variable "${name}" {\n  type        = string\n  description = "Name of the role that has this policy."\n}\n`;
}

function resource(type: string, name: string, lines: readonly string[]): string {
  return `resource "${type}" "${name}" {\n${lines.map((line) => (line === "" ? "\n" : `  ${line}\n`)).join("")}}\n`;
}
