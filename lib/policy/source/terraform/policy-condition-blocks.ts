import { itemsOf, type SourceMember, type SourceNode, textOf } from "../source-node.ts";
import { findAttribute, type HclBody } from "./hcl-syntax.ts";
import { readTexts } from "./read-texts.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

/** The Condition of `condition` blocks; blocks with the same test and variable are one, with all their values. */
export function readConditions(body: HclBody, scope: TerraformScope, evaluate: Evaluate): Evaluated | undefined {
  const tests = new Map<string, Map<string, SourceNode[]>>();
  let isKnown = true;
  const blocks = body.blocks.filter(({ type }) => type === "condition");
  for (const { body: condition, from } of blocks) {
    const odd = condition.attributes.find(({ name }) => !["test", "variable", "values"].includes(name));
    if (odd) refuse(scope, odd.from, `A condition has no argument ${odd.name}; it has test, variable and values.`);
    const missing = ["test", "variable", "values"].find((name) => findAttribute(condition, name) === undefined);
    if (missing) refuse(scope, from, `Expected ${missing} in the condition that begins here.`);
    const [test, variable] = ["test", "variable"].map((name) => evaluateName(condition, name, scope, evaluate));
    const values = readTexts(condition, "values", true, scope, evaluate);
    if (odd || test === undefined || variable === undefined || values === undefined || values === "unknown") {
      isKnown = false;
      continue;
    }
    const variables = tests.get(test) ?? new Map<string, SourceNode[]>();
    tests.set(test, variables);
    variables.set(variable, [...(variables.get(variable) ?? []), ...(values.type === "list" ? itemsOf(values) : [values])]);
  }
  const [first] = blocks;
  if (!isKnown) return "unknown";
  if (first === undefined) return undefined;
  const { from, to } = first;
  const operators = [...tests].map(([name, variables]): SourceMember => {
    const members = [...variables].map(
      ([key, values]): SourceMember => ({ name: key, from, to, value: oneOrMore(values, from, to) }),
    );
    return { name, from, to, value: { type: "map", members, from, to } };
  });
  return { type: "map", members: operators, from, to };
}

function oneOrMore(items: readonly SourceNode[], from: number, to: number): SourceNode {
  const [only, more] = items;
  return only !== undefined && more === undefined ? only : { type: "list", items, from, to };
}

function evaluateName(body: HclBody, name: string, scope: TerraformScope, evaluate: Evaluate): string | undefined {
  const expression = findAttribute(body, name);
  const value = expression && evaluate(expression);
  if (value === undefined || value === "unknown") return undefined;
  const text = textOf(value);
  if (text === undefined) refuse(scope, value.from, `Expected ${name} to be a text.`);
  return text;
}
