import { findMember, type SourceNode } from "../source-node.ts";
import type { HclExpression, HclStep } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

/** The part of a value that `.name` and `[index]` lead to. */
export function followSteps(
  value: SourceNode,
  steps: readonly HclStep[],
  { from }: HclExpression,
  scope: TerraformScope,
  evaluate: Evaluate,
): Evaluated {
  let part: SourceNode | undefined = value;
  for (const step of steps) {
    if (step.type === "splat") return refuse(scope, from, "A splat expression is not worked out here; write out what it makes.");
    if (step.type === "attribute") part = findMember(part, step.name);
    else {
      const index = evaluate(step.index);
      if (index === "unknown") return index;
      const key = index.type === "scalar" ? index.value : null;
      if (part.type === "list" && typeof key === "number") part = part.items[key];
      else part = typeof key === "string" ? findMember(part, key) : undefined;
    }
    if (part === undefined) return refuse(scope, from, "What is referred to here is not there.");
  }
  return part;
}
