import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import { findNodeHole } from "./node-hole.ts";
import type { WitnessNode } from "./witness-node.ts";

/** Nodes that the role may use an action on for sure, with the tag where a statement asks for it, and what grants them. */
export type GrantedNode = { node: WitnessNode; statement: ExaminedStatement };

/** Empty where the role has the action on no node at all. */
export function grantedNodes(role: ExaminedRole, action: string): readonly GrantedNode[] {
  const found = new Map<string, GrantedNode>();
  for (const statement of role.statements) {
    const hole = findNodeHole(role, statement, action, role.tag.value);
    if (hole?.result !== "allowed") continue;
    for (const node of hole.nodes) if (!found.has(node.arn)) found.set(node.arn, { node, statement });
  }
  return [...found.values()];
}
