import type { AuthorizationReason, AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { NodeKind } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import { listOf, type Statement } from "../../policy-document.ts";
import { foldKey } from "../../request-context.ts";
import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import { fillPattern } from "./fill-pattern.ts";
import { roleRequest } from "./role-request.ts";
import { otherTagsOf } from "./tag-conditions.ts";
import type { WitnessNode } from "./witness-node.ts";

/** A way to write tags of nodes that the role has. */
export type TagWrite = {
  statement: ExaminedStatement;
  result: "allowed" | "unknown";
  /** A node of every place and with no tag of its own was enough. */
  isEveryNode: boolean;
  nodes: readonly WitnessNode[];
  reasons: readonly AuthorizationReason[];
};

/** What a call writes: `written` with values; `keys` without (DeleteTags); null: DeleteTags without any tag. */
export type AskedTags = { written: Tags } | { keys: readonly string[] } | null;

/**
 * The best way that the role has to such a call on a node of the kind that has the tags `on`, or null. Conditions that
 * the caller can meet by sending more tags are met; those on other tags of the node are met by such a node, unless `bare`.
 */
export function findTagWrite(
  role: ExaminedRole,
  action: string,
  kind: NodeKind,
  asked: readonly AskedTags[],
  on: Tags,
  bare = false,
): TagWrite | null {
  let best: TagWrite | null = null;
  for (const statement of role.statements) {
    if (statement.source.Effect !== "Allow" || statement.names(action) === "no") continue;
    const found = ofStatement(role, statement, action, kind, asked, on, bare ? {} : otherTagsOf(statement.source, role.tag));
    if (found !== null && (best === null || rank(found) > rank(best))) best = found;
  }
  return best;
}

function ofStatement(
  role: ExaminedRole,
  statement: ExaminedStatement,
  action: string,
  kind: NodeKind,
  asked: readonly AskedTags[],
  on: Tags,
  other: Tags,
): TagWrite | null {
  const more = requestTagsOf(statement.source);
  let maybe: TagWrite | null = null;
  for (const needed of Object.keys(other).length > 0 ? [{}, other] : [{}]) {
    const allowed: WitnessNode[] = [];
    for (const node of statement.nodesFor(action).filter((one) => one.kind === kind)) {
      const requests = asked.flatMap((tags) =>
        contextsOf(tags, more).map((context) => roleRequest(action, node, { ...needed, ...on }, context)),
      );
      const results = requests.map((request) => ({ request, result: grants(role, statement, request) }));
      if (results.some(({ result }) => result === "allowed")) allowed.push(node);
      const unclear = results.find(({ result }) => result === "unknown");
      if (unclear !== undefined) maybe ??= unknownWrite(role, statement, node, unclear.request);
    }
    if (allowed.length > 0) {
      const isEveryNode = needed !== other && allowed.some(({ isAnyNode }) => isAnyNode);
      return { statement, result: "allowed", isEveryNode, nodes: allowed, reasons: [] };
    }
  }
  return maybe;
}

function unknownWrite(
  role: ExaminedRole,
  statement: ExaminedStatement,
  node: WitnessNode,
  request: AuthorizationRequest,
): TagWrite {
  const alone = statement.alone(request);
  const { reasons } = alone.result === "unknown" ? alone : role.authorize(request);
  return { statement, result: "unknown", isEveryNode: false, nodes: [node], reasons };
}

function contextsOf(asked: AskedTags, more: Tags): readonly AuthorizationRequest["context"][] {
  if (asked === null) return [{}];
  if ("keys" in asked) return [{ "aws:TagKeys": asked.keys }];
  const context = (tags: Tags) => ({
    "aws:TagKeys": Object.keys(tags),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value ?? ""])),
  });
  const written = new Set(Object.keys(asked.written).map(foldKey));
  const beside = Object.fromEntries(Object.entries(more).filter(([key]) => !written.has(foldKey(key))));
  const alone = context(asked.written);
  return Object.keys(beside).length === 0 ? [alone] : [alone, context({ ...beside, ...asked.written })];
}

/** Tags that a caller has to send along for the statement's conditions on what is sent. */
function requestTagsOf({ Condition: block }: Statement): Tags {
  const tags: Record<string, string> = {};
  for (const [operator, keys] of Object.entries(block ?? {})) {
    if (operator.includes("Not")) continue;
    for (const [key, values] of Object.entries(keys)) {
      const [first] = listOf(values).map(String);
      const name = key.toLowerCase();
      if (name.startsWith("aws:requesttag/")) tags[key.slice("aws:requesttag/".length)] = fillPattern(first ?? "", "0") ?? "";
      if (name === "aws:tagkeys" && operator.startsWith("ForAnyValue")) tags[fillPattern(first ?? "", "0") ?? ""] = "0";
    }
  }
  delete tags[""];
  return tags;
}

function rank({ result, isEveryNode }: TagWrite): number {
  return (result === "allowed" ? 2 : 0) + (isEveryNode ? 1 : 0);
}
