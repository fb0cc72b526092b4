import type { HclExpression, HclPart } from "./hcl-syntax.ts";

/** Every reference in an expression. The parser bounds how deep it is. */
export function visit(expression: HclExpression, found: (reference: HclExpression & { type: "reference" }) => void): void {
  if (expression.type === "reference") found(expression);
  for (const part of partsOf(expression)) if (!("text" in part)) visitPart(part, found);
}

function visitPart(
  part: Exclude<HclPart, { text: string }>,
  found: (reference: HclExpression & { type: "reference" }) => void,
): void {
  if (part.type === "directive") for (const inner of part.parts) visit(inner, found);
  else visit(part, found);
}

function partsOf(expression: HclExpression): readonly HclPart[] {
  switch (expression.type) {
    case "literal":
      return [];
    case "template":
    case "for":
      return expression.parts;
    case "list":
      return expression.items;
    case "object":
      return expression.members.flatMap(({ key, value }) => (typeof key === "string" ? [value] : [key, value]));
    case "reference":
      return indexesOf(expression.steps);
    case "access":
      return [expression.of, ...indexesOf(expression.steps)];
    case "call":
      return expression.args;
    case "operation":
      return expression.operands;
    case "conditional":
      return [expression.condition, expression.yes, expression.no];
  }
}

function indexesOf(steps: (HclExpression & { type: "reference" })["steps"]): readonly HclExpression[] {
  return steps.flatMap((step) => (step.type === "index" ? [step.index] : []));
}
