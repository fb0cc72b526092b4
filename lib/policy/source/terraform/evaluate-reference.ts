import type { SourceNode } from "../source-node.ts";
import { followSteps } from "./follow-steps.ts";
import { findAttribute, type HclExpression, type HclStep } from "./hcl-syntax.ts";
import { buildPolicyDocument } from "./policy-document-block.ts";
import { defaultOf, type Evaluate, type Evaluated, type TerraformScope } from "./terraform-scope.ts";

type Reference = HclExpression & { type: "reference" };

/**
 * The value of a reference: what was given for it, else what the text says of a variable's default, a local value, a policy
 * document or an attribute that is written in a resource. What only AWS knows is never guessed, but for the partition `aws`.
 */
export function evaluateReference(reference: Reference, scope: TerraformScope, evaluate: Evaluate): Evaluated {
  const name = scope.text.slice(reference.from, reference.to).replace(/\s+/g, "");
  const given = Object.hasOwn(scope.values, name) ? scope.values[name] : undefined;
  if (given !== undefined) return textNode(given, reference);
  const { root, steps } = reference;
  const [first, second, ...later] = steps;
  if (root === "var" && first?.type === "attribute") {
    const block = scope.variables.get(first.name);
    const value = block && defaultOf(block);
    // A default of null stands for a value that somebody has to give.
    if (value && !(value.type === "literal" && value.value === null)) return follow(value, steps.slice(1));
  }
  const local = root === "local" && first?.type === "attribute" ? scope.locals.get(first.name) : undefined;
  if (local) return follow(local, steps.slice(1));
  if (root === "data" && first?.type === "attribute" && second?.type === "attribute") {
    const last = later.at(-1);
    const attribute = last?.type === "attribute" ? last.name : "";
    const block = first.name === "aws_iam_policy_document" ? scope.documents.get(second.name) : undefined;
    if (block && (attribute === "json" || attribute === "minified_json") && later.slice(0, -1).every(isNumber))
      return buildPolicyDocument(block, scope, evaluate);
    if (first.name === "aws_partition" && attribute === "partition") return textNode("aws", reference);
    if (first.name === "aws_partition" && attribute === "dns_suffix") return textNode("amazonaws.com", reference);
  }
  const resource = first?.type === "attribute" ? scope.resources.get(`${root}.${first.name}`) : undefined;
  const written = resource && second?.type === "attribute" ? findAttribute(resource.body, second.name) : undefined;
  if (written) return follow(written, later);
  scope.reading.unresolved.push({ name, at: reference.from });
  return "unknown";

  function follow(expression: HclExpression, rest: readonly HclStep[]): Evaluated {
    const value = evaluate(expression);
    return value === "unknown" ? value : followSteps(value, rest, reference, scope, evaluate);
  }
}

function isNumber(step: HclStep): boolean {
  return step.type === "index" && step.index.type === "literal";
}

function textNode(value: string, { from, to }: HclExpression): SourceNode {
  return { type: "scalar", value, from, to, contents: [{ inner: 0, outer: from, fixed: true }] };
}
