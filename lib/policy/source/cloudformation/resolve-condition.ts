import { findMember, itemsOf, type SourceNode, textOf } from "../source-node.ts";
import { type Resolve, refuse, type TemplateScope } from "./template-scope.ts";

/** Whether a named condition of the template holds; undefined where that is not known, which has been told. */
export type HoldsCondition = (name: string, at: number) => boolean | undefined;

/** Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, each named condition worked out once. */
export function createConditions(scope: TemplateScope, resolve: Resolve): HoldsCondition {
  const known = new Map<string, boolean | undefined>();
  const holds: HoldsCondition = (name, at) => {
    if (known.has(name)) return known.get(name);
    known.set(name, undefined);
    const node = findMember(scope.conditions, name);
    if (node === undefined) refuse(scope, at, `The template has no condition ${JSON.stringify(name)}.`);
    else known.set(name, evaluate(node));
    return known.get(name);
  };

  function evaluate(node: SourceNode): boolean | undefined {
    const member = node.type === "map" && node.members.length === 1 ? node.members[0] : undefined;
    const operands = itemsOf(member?.value);
    if (member?.name === "Condition") return holds(textOf(member.value) ?? "", node.from);
    if (member?.name === "Fn::Equals" && operands.length === 2) return areEqual(operands.map(resolve), node);
    const values = operands.map((operand) => evaluate(operand));
    if (member?.name === "Fn::Not" && values.length === 1) return values[0] === undefined ? undefined : !values[0];
    const isAnd = member?.name === "Fn::And";
    if ((!isAnd && member?.name !== "Fn::Or") || values.length === 0) {
      refuse(scope, node.from, "Expected Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition.");
      return undefined;
    }
    return values.includes(undefined) ? undefined : isAnd ? !values.includes(false) : values.includes(true);
  }

  function areEqual(sides: readonly ReturnType<Resolve>[], node: SourceNode): boolean | undefined {
    const texts = sides.map((side) => (typeof side === "object" && side.type === "scalar" ? String(side.value) : undefined));
    if (sides.includes("unknown")) return undefined;
    if (!texts.includes(undefined)) return texts[0] === texts[1];
    refuse(scope, node.from, "Fn::Equals is worked out here of two texts only.");
    return undefined;
  }

  return holds;
}
