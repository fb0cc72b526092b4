import type { SourceMember, SourceNode } from "../source-node.ts";
import { callFunction } from "./call-function.ts";
import { evaluateOperation } from "./evaluate-operation.ts";
import { evaluateReference } from "./evaluate-reference.ts";
import { evaluateTemplate } from "./evaluate-template.ts";
import { followSteps } from "./follow-steps.ts";
import type { HclExpression } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, spend, type TerraformScope } from "./terraform-scope.ts";

const MAX_DEPTH = 64;

/** Works out expressions, as far as that is certain from the text; the rest is refused with its place, or lacks a value. */
export function createEvaluator(scope: TerraformScope): Evaluate {
  const known = new Map<HclExpression, Evaluated>();
  let depth = 0;

  const evaluate: Evaluate = (expression) => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    if (depth >= MAX_DEPTH)
      return refuse(scope, expression.from, "What is referred to here refers to itself, or is nested too deep.");
    if (!spend(scope, 1, expression.from)) return "unknown";
    depth++;
    const result = evaluateNew(expression);
    depth--;
    known.set(expression, result);
    return result;
  };

  function evaluateNew(expression: HclExpression): Evaluated {
    const { from, to } = expression;
    switch (expression.type) {
      case "literal":
        return { type: "scalar", value: expression.value, from, to };
      case "template":
        return evaluateTemplate(expression, scope, evaluate);
      case "list": {
        const items = allKnown(expression.items.map(evaluate));
        return items ? { type: "list", items, from, to } : "unknown";
      }
      case "object":
        return evaluateObject(expression);
      case "reference":
        return evaluateReference(expression, scope, evaluate);
      case "access": {
        const of = evaluate(expression.of);
        return of === "unknown" ? of : followSteps(of, expression.steps, expression, scope, evaluate);
      }
      case "call":
        return callFunction(expression, scope, evaluate);
      case "operation":
        return evaluateOperation(expression, scope, evaluate);
      case "conditional": {
        const condition = evaluate(expression.condition);
        if (condition === "unknown") return condition;
        if (condition.type === "scalar" && typeof condition.value === "boolean")
          return evaluate(condition.value ? expression.yes : expression.no);
        return refuse(scope, expression.condition.from, "Expected a condition that is true or false.");
      }
      case "for":
        return refuse(scope, from, "A for expression is not worked out here; write out what it makes.");
    }
  }

  function evaluateObject({ members, from, to }: HclExpression & { type: "object" }): Evaluated {
    const names = new Set<string>();
    const read = members.map(({ key, value, ...span }): SourceMember | "unknown" => {
      const name = typeof key === "string" ? key : nameOf(evaluate(key), span.from);
      const result = evaluate(value);
      if (name === undefined || result === "unknown") return "unknown";
      if (names.has(name)) return refuse(scope, span.from, `${JSON.stringify(name)} is there twice in one object.`);
      names.add(name);
      return { name, value: result, ...span };
    });
    const known = read.filter((member) => member !== "unknown");
    return known.length === read.length ? { type: "map", members: known, from, to } : "unknown";
  }

  function nameOf(key: Evaluated, at: number): string | undefined {
    if (key === "unknown") return undefined;
    if (key.type === "scalar" && key.value !== null && key.doubt === undefined) return String(key.value);
    refuse(scope, at, "Expected a name that is a text.");
    return undefined;
  }

  return evaluate;
}

export function allKnown(values: readonly Evaluated[]): readonly SourceNode[] | undefined {
  const known = values.filter((value) => value !== "unknown");
  return known.length === values.length ? known : undefined;
}
