import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, tagWords, wordList } from "../finding-words.ts";
import { denyTagKeysLater } from "../fixes/deny-statements.ts";
import { guardFix } from "../fixes/guard-fix.ts";
import { roleRequest } from "../witness/role-request.ts";
import { otherTagsOf, tagConditionsOf } from "../witness/tag-conditions.ts";
import { findTagWrite, type TagWrite } from "../witness/tag-write.ts";

const ENDING = ["ec2:TerminateInstances", "ec2:StopInstances"];

/**
 * Statements that let the role stop or terminate instances with a certain tag (Cado's own, by Name), in a role that can
 * give any instance that tag first.
 */
export function findRenaming(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const tags = otherTagsOf(statement.source, role.tag);
    if (statement.source.Effect !== "Allow" || Object.keys(tags).length === 0) return [];
    const actions = ENDING.filter((action) => needsTags(role, statement, action));
    // On an instance without any tag: a role that may write tags only on those that have the name renames nothing into it.
    const write = actions.length === 0 ? null : findTagWrite(role, "ec2:CreateTags", "ec2", [{ written: tags }], {}, true);
    return write === null ? [] : [finding(role, statement, actions, tags, write)];
  });
}

/** Allowed on some instance with the tags, and on none of them without. */
function needsTags(role: ExaminedRole, statement: ExaminedStatement, action: string): boolean {
  if (statement.names(action) === "no") return false;
  const tags = otherTagsOf(statement.source, role.tag);
  return statement
    .nodesFor(action)
    .filter(({ kind }) => kind === "ec2")
    .some(
      (node) =>
        grants(role, statement, roleRequest(action, node, tags)) === "allowed" &&
        role.authorize(roleRequest(action, node)).result === "denied",
    );
}

function finding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  actions: readonly string[],
  tags: ReturnType<typeof otherTagsOf>,
  write: TagWrite,
): Finding {
  const { policy, index } = statement;
  const keys = Object.keys(tags);
  const asked = tagConditionsOf(statement.source).filter(({ tagKey }) => keys.includes(tagKey));
  const shown = wordList(asked.map(({ tagKey, values }) => tagWords({ key: tagKey, value: wordList(values, "or") })));
  const isSure = write.result === "allowed" && write.isEveryNode;
  const writer = write.statement === statement ? "it" : statementName(write.statement);
  return {
    code: "can-rename-and-terminate",
    level: isSure ? "error" : "warning",
    policy,
    statement: index,
    path: "Condition",
    title: `${sentence(statementName(statement))} allows ${wordList(actions)} on instances with ${shown}, and ${writer} ${write.result === "allowed" ? "lets" : "may let"} the role give an instance that tag.`,
    why: "So the tag protects nothing: the role can rename any instance into one of Cado's own and then end it. Deny it that tag on instances that are there already; naming one while it is launched stays allowed.",
    fix: guardFix(role, write, `Deny the role to set ${wordList(keys)} later`, (arns) =>
      denyTagKeysLater(["ec2:CreateTags"], keys, arns),
    ),
  };
}
