import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { Finding, FindingCode, FindingLevel } from "../finding.ts";
import { isEveryNode, nodeWords, sentence, statementName, tagWords, unclearWords, wordList } from "../finding-words.ts";
import { requireTagFix } from "../fixes/require-tag.ts";
import { findNodeHole, type NodeHole } from "../witness/node-hole.ts";
import { roleRequest } from "../witness/role-request.ts";
import { askedValuesOf, isLikeTagKey, isTagKey, otherTagsOf, tagConditionsOf } from "../witness/tag-conditions.ts";
import { otherValueWords, wrongValues } from "../witness/wrong-values.ts";

const CODES: readonly (readonly [action: string, code: FindingCode])[] = [
  ["ssm:SendCommand", "broad-send-command"],
  ["ssm:StartSession", "broad-start-session"],
];

/**
 * Statements that grant SendCommand or StartSession on nodes without the tag, or with another value of it, and do not
 * speak of the tag; and those among them that make a statement beside them which does ask for it pointless.
 */
export function findBroadGrants(role: ExaminedRole): readonly Finding[] {
  return role.statements
    .filter((statement) => !speaksOfTag(statement, role))
    .flatMap((statement) => ofStatement(role, statement));
}

function ofStatement(role: ExaminedRole, statement: ExaminedStatement): readonly Finding[] {
  const holes = CODES.flatMap(([action, code]) => {
    const hole = holeOf(role, statement, action);
    return hole === null ? [] : [{ action, code, ...hole }];
  });
  const broad = holes.map(({ action, code, hole, value }) => broadFinding(role, statement, { action, code, hole, value }));
  const bypassed = holes.flatMap(({ action, hole }) => {
    const asking = role.statements.find((other) => other !== statement && asksForTag(role, other, action, hole));
    return asking === undefined ? [] : [{ action, hole, asking }];
  });
  return bypassed.length === 0 ? broad : [...broad, bypassFinding(role, statement, bypassed)];
}

type Hole = { hole: NodeHole; value: string | null };

/** Nodes without the tag first; where a Deny closes those, nodes with a wrong value. */
function holeOf(role: ExaminedRole, statement: ExaminedStatement, action: string): Hole | null {
  let maybe: Hole | null = null;
  for (const value of [null, ...wrongValues(role.tag)]) {
    const hole = findNodeHole(role, statement, action, value);
    if (hole?.result === "allowed") return { hole, value };
    if (hole !== null) maybe ??= { hole, value };
  }
  return maybe;
}

function broadFinding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  { action, code, hole, value }: { action: string; code: FindingCode } & Hole,
): Finding {
  const { policy, index } = statement;
  const isSure = hole.result === "allowed";
  const nodes = nodeWords(hole, statement, role.places);
  const tag = tagWords(role.tag);
  const what = value === null ? "with or without the tag" : otherValueWords(value);
  const may = isSure ? "allows" : "may allow";
  const why = isSure
    ? `IAM adds allows together: while this statement is there, the tag ${tag} decides nothing on these nodes.`
    : `It depends on ${unclearWords(hole.reasons)}, which nobody knows before the call. Where it holds, the tag ${tag} decides nothing.`;
  return {
    code,
    level: levelOf(hole),
    policy,
    statement: index,
    path: null,
    title: `${sentence(statementName(statement))} ${may} ${action} on ${nodes}, ${what}.`,
    why: `${why} Let it ask for the tag on its nodes.`,
    fix: requireTagFix(role, statement, [action]),
  };
}

function bypassFinding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  bypassed: readonly { action: string; hole: NodeHole; asking: ExaminedStatement }[],
): Finding {
  const { policy, index } = statement;
  const asking = [...new Set(bypassed.map(({ asking: one }) => statementName(one)))];
  const name = statementName(statement);
  return {
    code: "tag-condition-bypassed",
    level: bypassed.some(({ hole }) => levelOf(hole) === "error") ? "error" : "warning",
    policy,
    statement: index,
    path: null,
    title: `${sentence(wordList(asking))} asks for the tag, and tightens nothing while ${name} is there.`,
    why: `${sentence(name)} allows ${wordList(bypassed.map(({ action }) => action))} on the same nodes without the tag, and one allow is enough. The swap is done only when that one is gone or asks for the tag too.`,
    fix: requireTagFix(
      role,
      statement,
      bypassed.map(({ action }) => action),
    ),
  };
}

function levelOf(hole: NodeHole): FindingLevel {
  return hole.result === "allowed" && isEveryNode(hole) ? "error" : "warning";
}

/** A statement that speaks of the tag, be it well written or not, and allows the action on one of the nodes. */
function asksForTag(role: ExaminedRole, statement: ExaminedStatement, action: string, { nodes }: NodeHole): boolean {
  if (!speaksOfTag(statement, role) || statement.source.Effect !== "Allow" || statement.names(action) === "no") return false;
  const other = otherTagsOf(statement.source, role.tag);
  const tagged = [role.tag.value, ...askedValuesOf(statement.source, role.tag)].map((value) => ({ [role.tag.key]: value }));
  return nodes.some((node) =>
    [{}, ...tagged].some((tags) => statement.alone(roleRequest(action, node, { ...other, ...tags })).result === "allowed"),
  );
}

/** Its own conditions on the tag, or on a key that was meant to be it, are the business of another rule. */
function speaksOfTag({ source }: ExaminedStatement, { tag }: ExaminedRole): boolean {
  return tagConditionsOf(source).some(({ tagKey }) => isTagKey(tagKey, tag) || isLikeTagKey(tagKey, tag));
}
