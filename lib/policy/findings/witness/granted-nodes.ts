import { authorizeWithout, type ExaminedRole, type ExaminedStatement } from "../examine-role.ts";
import { findNodeHole } from "./node-hole.ts";
import { askedValuesOf, isTagKey, tagConditionsOf } from "./tag-conditions.ts";
import type { WitnessNode } from "./witness-node.ts";

/** Nodes that the role may use an action on for sure, and what grants them. */
export type GrantedNode = { node: WitnessNode; statement: ExaminedStatement };

/**
 * Whatever the nodes' tag: the right one, another that the role asks for, or none, and leaving aside denies that are to
 * make the tag count. So what the action needs besides nodes is found missing before a wrong value is put right. Empty where the role has the action on no node at all.
 */
export function grantedNodes(role: ExaminedRole, action: string): readonly GrantedNode[] {
  const found = new Map<string, GrantedNode>();
  const asked = role.statements.flatMap(({ source }) => askedValuesOf(source, role.tag));
  const values = [...new Set([role.tag.value, null, ...asked])].slice(0, MOST_VALUES);
  const meant = { ...role, authorize: authorizeWithout(role, (statement) => isTagDeny(statement, role)) };
  for (const statement of role.statements) {
    for (const value of values) {
      const hole = findNodeHole(meant, statement, action, value);
      if (hole?.result !== "allowed") continue;
      for (const node of hole.nodes) if (!found.has(node.arn)) found.set(node.arn, { node, statement });
    }
  }
  return [...found.values()];
}

function isTagDeny({ source }: ExaminedStatement, { tag }: ExaminedRole): boolean {
  return source.Effect === "Deny" && tagConditionsOf(source).some(({ tagKey }) => isTagKey(tagKey, tag));
}

const MOST_VALUES = 8;
