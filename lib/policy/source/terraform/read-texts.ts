import type { SourceNode } from "../source-node.ts";
import { findAttribute, type HclBody } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

/**
 * An argument that is a list of texts, of one the text alone, as the AWS provider renders it. `hasVariables`: there `&{aws:x}`
 * stands for the IAM variable `${aws:x}` (aws_iam_policy_document, "Context Variable Interpolation"). An empty list is none.
 */
export function readTexts(
  body: HclBody,
  name: string,
  hasVariables: boolean,
  scope: TerraformScope,
  evaluate: Evaluate,
): Evaluated | undefined {
  const expression = findAttribute(body, name);
  const value = expression && evaluate(expression);
  if (value === undefined || value === "unknown") return value;
  if (value.type !== "list") return refuse(scope, value.from, `Expected ${name} to be a list of texts.`);
  const texts = value.items.map((item): SourceNode | "unknown" => {
    if (item.type !== "scalar" || item.value === null || item.encoded) return refuse(scope, item.from, "Expected a text.");
    const text = String(item.value);
    return { ...item, value: hasVariables ? text.replaceAll("&{", "${") : text };
  });
  const items = texts.filter((text) => text !== "unknown");
  if (items.length < texts.length) return "unknown";
  const [only, more] = items;
  if (only === undefined) return undefined;
  return more === undefined ? only : { type: "list", items, from: value.from, to: value.to };
}
