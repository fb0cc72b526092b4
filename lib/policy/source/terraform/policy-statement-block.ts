import type { SourceMember, SourceNode } from "../source-node.ts";
import { findAttribute, type HclBlock, type HclBody } from "./hcl-syntax.ts";
import { readConditions } from "./policy-condition-blocks.ts";
import { readTexts } from "./read-texts.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

export const DYNAMIC = "A dynamic block is not worked out here; write out the blocks that it makes.";

/** A `statement` block of `aws_iam_policy_document` as the statement that the AWS provider renders from it. */
export function buildStatement({ body, from, to }: HclBlock, scope: TerraformScope, evaluate: Evaluate): Evaluated {
  const odd = body.attributes.find(({ name }) => !ARGUMENTS.has(name));
  if (odd) return refuse(scope, odd.from, `A statement has no argument ${odd.name}; it has ${[...ARGUMENTS.keys()].join(", ")}.`);
  const block = body.blocks.find(({ type }) => !BLOCKS.has(type));
  if (block) return refuse(scope, block.from, block.type === "dynamic" ? DYNAMIC : `A statement has no block ${block.type}.`);
  const allow: SourceNode = { type: "scalar", value: "Allow", from, to };
  const effect = findAttribute(body, "effect");
  const parts: readonly [string, Evaluated | undefined][] = [
    ["Sid", single(body, "sid", evaluate)],
    ["Effect", effect ? evaluate(effect) : allow],
    ...[...ARGUMENTS].flatMap(([name, element]): [string, Evaluated | undefined][] =>
      element === null ? [] : [[element, readTexts(body, name, name.endsWith("resources"), scope, evaluate)]],
    ),
    ["Principal", principals(body, "principals")],
    ["NotPrincipal", principals(body, "not_principals")],
    ["Condition", readConditions(body, scope, evaluate)],
  ];
  if (parts.some(([, value]) => value === "unknown")) return "unknown";
  const members = parts.flatMap(([name, value]): SourceMember[] =>
    typeof value === "object" ? [{ name, from, to, value }] : [],
  );
  return { type: "map", members, from, to };
}

/** The arguments, and the element that a list of texts becomes. */
const ARGUMENTS: ReadonlyMap<string, string | null> = new Map([
  ["sid", null],
  ["effect", null],
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
]);

const BLOCKS: ReadonlySet<string> = new Set(["condition", "principals", "not_principals"]);

function single(body: HclBody, name: string, evaluate: Evaluate): Evaluated | undefined {
  const expression = findAttribute(body, name);
  return expression && evaluate(expression);
}

/** That there are any is enough: no role's own policy has them, and what a trust policy says is not read. */
function principals(body: HclBody, type: string): SourceNode | undefined {
  const block = body.blocks.find((one) => one.type === type);
  return block && { type: "map", members: [], from: block.from, to: block.to };
}
