import { itemsOf, type SourceMember, type SourceNode, textOf } from "../source-node.ts";
import { createConditions, type HoldsCondition } from "./resolve-condition.ts";
import { resolveListFunction } from "./resolve-list-function.ts";
import { resolveReference } from "./resolve-reference.ts";
import { resolveSub, withoutDynamicReference } from "./resolve-sub.ts";
import { lacks, type Resolve, type Resolved, refuse, type TemplateScope } from "./template-scope.ts";

/** Works out the intrinsic functions in a template's values; the rest of a value stays as it is, with its places. */
export function createResolver(scope: TemplateScope): { resolve: Resolve; holds: HoldsCondition } {
  const resolve: Resolve = (node) => {
    if (node.type === "scalar") return withoutDynamicReference(node, scope);
    if (node.type === "list") return resolveItems(node.items, node);
    const call = node.members.find(({ name }) => name === "Ref" || name.startsWith("Fn::"));
    if (call === undefined) return resolveMembers(node.members, node);
    if (node.members.length > 1) return refuse(scope, call.from, `${call.name} has to be alone in its object.`);
    const resolved = resolveCall(call.name, call.value, node);
    return typeof resolved === "object" && resolved.type === "scalar" ? withoutDynamicReference(resolved, scope) : resolved;
  };
  const holds = createConditions(scope, resolve);

  function resolveCall(name: string, argument: SourceNode, node: SourceNode): Resolved {
    if (name === "Ref") return resolveReference(textOf(argument) ?? "", node, scope);
    if (name === "Fn::GetAtt") {
      const parts = argument.type === "list" ? argument.items.map(textOf) : [textOf(argument)];
      return resolveReference(parts.join("."), node, scope);
    }
    if (name === "Fn::Sub") return resolveSub(argument, node, scope, resolve);
    if (name === "Fn::If") return resolveIf(argument, node);
    if (name === "Fn::ImportValue") {
      const exported = resolve(argument);
      return exported === "unknown"
        ? exported
        : lacks(scope, node.from, typeof exported === "object" ? `${textOf(exported)}` : name);
    }
    return resolveListFunction(name, argument, node, scope, resolve);
  }

  function resolveIf(argument: SourceNode, node: SourceNode): Resolved {
    const [condition, yes, no] = itemsOf(argument);
    const name = textOf(condition);
    if (name === undefined || yes === undefined || no === undefined)
      return refuse(scope, node.from, "Fn::If takes a list of a condition's name and two values.");
    const isTrue = holds(name, node.from);
    return isTrue === undefined ? "unknown" : resolve(isTrue ? yes : no);
  }

  function resolveItems(items: readonly SourceNode[], { from, to }: SourceNode): Resolved {
    const resolved = items.map(resolve);
    if (resolved.includes("unknown")) return "unknown";
    return { type: "list", items: resolved.filter((item) => typeof item === "object"), from, to };
  }

  function resolveMembers(members: readonly SourceMember[], { from, to }: SourceNode): Resolved {
    const resolved = members.map((member) => ({ member, value: resolve(member.value) }));
    if (resolved.some(({ value }) => value === "unknown")) return "unknown";
    const kept = resolved.flatMap(({ member, value }) => (typeof value === "object" ? [{ ...member, value }] : []));
    return { type: "map", members: kept, from, to };
  }

  return { resolve, holds };
}
