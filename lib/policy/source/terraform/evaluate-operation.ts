import type { HclExpression } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

/** `==` and `!=` of two single values of one type, `!`, `-`, `&&` and `||`; one operator at a time. */
export function evaluateOperation(
  { operators, operands, from, to }: HclExpression & { type: "operation" },
  scope: TerraformScope,
  evaluate: Evaluate,
): Evaluated {
  const [operator] = operators;
  const values = operands.map(evaluate);
  if (values.includes("unknown")) return "unknown";
  const [left, right] = values.map((value) => (typeof value === "object" && value.type === "scalar" ? value.value : undefined));
  const result = operators.length > 1 || operator === undefined ? undefined : apply(operator, left, right);
  if (result === undefined)
    return refuse(scope, from, `The calculation with ${operators.join(" ")} is not worked out here; write out what it makes.`);
  return { type: "scalar", value: result, from, to };
}

type Operand = string | number | boolean | null | undefined;

function apply(operator: string, left: Operand, right: Operand): boolean | number | undefined {
  if (operator === "!" && typeof left === "boolean") return !left;
  if (operator === "-" && typeof left === "number" && right === undefined) return -left;
  if (operator === "&&" && typeof left === "boolean" && typeof right === "boolean") return left && right;
  if (operator === "||" && typeof left === "boolean" && typeof right === "boolean") return left || right;
  const isComparable =
    left !== undefined && right !== undefined && (typeof left === typeof right || left === null || right === null);
  if (operator === "==" && isComparable) return left === right;
  if (operator === "!=" && isComparable) return left !== right;
  return undefined;
}
