import type { AuthorizationReason } from "#lib/domain/authorization.ts";
import type { Tags } from "#lib/domain/node.ts";
import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import { roleRequest } from "./role-request.ts";
import { otherTagsOf } from "./tag-conditions.ts";
import type { WitnessNode } from "./witness-node.ts";

/** Nodes on which a statement grants an action, and the role does not take it back. */
export type NodeHole = {
  /** `unknown`: it depends on what is not known before the call, or on a form that is not understood. */
  result: "allowed" | "unknown";
  nodes: readonly WitnessNode[];
  /** Tags that the nodes have to have, beside the one that was asked about. */
  otherTags: Tags;
  /** Why it is unknown. */
  reasons: readonly AuthorizationReason[];
};

/** The hole for nodes that have the tag with this value (null: not at all), or null where there is none. */
export function findNodeHole(
  role: ExaminedRole,
  statement: ExaminedStatement,
  action: string,
  value: string | null,
): NodeHole | null {
  if (statement.source.Effect !== "Allow" || statement.names(action) === "no") return null;
  const other = otherTagsOf(statement.source, role.tag);
  const candidates = Object.keys(other).length > 0 ? [{}, other] : [{}];
  let maybe: NodeHole | null = null;
  for (const otherTags of candidates) {
    const tags = value === null ? otherTags : { ...otherTags, [role.tag.key]: value };
    const asked = statement.nodesFor(action).map((node) => ({ node, request: roleRequest(action, node, tags) }));
    const answers = asked.map(({ node, request }) => ({ node, request, result: grants(role, statement, request) }));
    const open = answers.filter(({ result }) => result === "allowed").map(({ node }) => node);
    if (open.length > 0) return { result: "allowed", nodes: open, otherTags, reasons: [] };
    const unclear = answers.filter(({ result }) => result === "unknown");
    const [first] = unclear;
    if (first === undefined) continue;
    const alone = statement.alone(first.request);
    const { reasons } = alone.result === "unknown" ? alone : role.authorize(first.request);
    maybe ??= { result: "unknown", nodes: unclear.map(({ node }) => node), otherTags, reasons };
  }
  return maybe;
}
