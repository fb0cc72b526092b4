import { createReading } from "../reading.ts";
import { textOf } from "../source-node.ts";
import { createEvaluator } from "./create-evaluator.ts";
import { findAttribute, type HclBlock, type HclExpression } from "./hcl-syntax.ts";
import type { TerraformScope } from "./terraform-scope.ts";
import { visit } from "./visit-references.ts";

/** Which managed policies of a configuration belong to which role, by their labels. */
export type PolicyLinks = {
  /** The role that a managed policy is attached to; not there where to none in the text, or several. */
  roleOf: ReadonlyMap<string, string>;
  /** Managed policies that are some principal's permissions boundary, and attached to nobody: they grant nothing. */
  boundaries: ReadonlySet<string>;
};

export function listPolicyLinks(scope: TerraformScope): PolicyLinks {
  const holders = new Map<string, Set<string>>();
  const boundaries = new Set<string>();
  const link = (policies: readonly string[], role: string) => {
    for (const policy of policies) holders.set(policy, (holders.get(policy) ?? new Set()).add(role));
  };
  for (const [address, { body }] of scope.resources) {
    const attribute = (name: string) => findAttribute(body, name);
    link(policiesIn(attribute("managed_policy_arns"), scope), address.slice(address.indexOf(".") + 1));
    link(policiesIn(attribute("policy_arn"), scope), roleIn(attribute("role"), scope) ?? address);
    for (const policy of policiesIn(attribute("permissions_boundary"), scope)) boundaries.add(policy);
  }
  const roleOf = [...holders].flatMap(([policy, [role, ...more]]) =>
    role === undefined || more.length > 0 || role.includes(".") ? [] : [[policy, role] as const],
  );
  return { roleOf: new Map(roleOf), boundaries: new Set([...boundaries].filter((policy) => !holders.has(policy))) };
}

/** The managed policies of the text that an expression refers to, by label. */
export function policiesIn(expression: HclExpression | undefined, scope: TerraformScope): readonly string[] {
  return labelsIn(expression, "aws_iam_policy", scope.resources);
}

/** The role that an expression refers to by label, or names. */
export function roleIn(expression: HclExpression | undefined, scope: TerraformScope): string | null {
  return labelsIn(expression, "aws_iam_role", scope.resources)[0] ?? quietText(expression, scope) ?? null;
}

/** What is for people only: undefined where it is made of values that are not known. */
export function quietText(expression: HclExpression | undefined, scope: TerraformScope): string | undefined {
  if (expression === undefined) return undefined;
  const value = createEvaluator({ ...scope, reading: createReading() })(expression);
  return value === "unknown" ? undefined : textOf(value);
}

function labelsIn(
  expression: HclExpression | undefined,
  type: string,
  resources: ReadonlyMap<string, HclBlock>,
): readonly string[] {
  const labels: string[] = [];
  if (expression === undefined) return labels;
  visit(expression, ({ root, steps: [first] }) => {
    if (root === type && first?.type === "attribute" && resources.has(`${type}.${first.name}`)) labels.push(first.name);
  });
  return labels;
}
