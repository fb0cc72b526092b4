import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, tagWords, wordList } from "../finding-words.ts";
import { denyOtherValueFix } from "../fixes/replace-tag.ts";
import { grantedNodes } from "../witness/granted-nodes.ts";
import { roleRequest } from "../witness/role-request.ts";
import { isTagKey, type TagCondition, tagConditionsOf } from "../witness/tag-conditions.ts";

const ACTIONS = ["ssm:SendCommand", "ssm:StartSession"];

/** Denies that are to make the tag count, and that shut out nodes with the right value of it. */
export function findDenyTags(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    if (statement.source.Effect !== "Deny") return [];
    const own = tagConditionsOf(statement.source).filter(({ tagKey }) => isTagKey(tagKey, role.tag));
    const [first] = own;
    return first !== undefined && shutsOut(role, statement) ? [finding(role, statement, own, first)] : [];
  });
}

/** It denies a node with the exact tag that some statement is meant to grant. */
function shutsOut(role: ExaminedRole, { policy, index, names }: ExaminedStatement): boolean {
  const tags = { [role.tag.key]: role.tag.value };
  return ACTIONS.filter((action) => names(action) !== "no").some((action) =>
    grantedNodes(role, action).some(({ node }) =>
      role
        .authorize(roleRequest(action, node, tags))
        .reasons.some(
          (reason) =>
            reason.kind === "explicit-deny" &&
            reason.statement.source === "identity" &&
            reason.statement.policy === policy &&
            reason.statement.index === index,
        ),
    ),
  );
}

function finding(
  role: ExaminedRole,
  statement: ExaminedStatement,
  conditions: readonly TagCondition[],
  first: TagCondition,
): Finding {
  const values = [...new Set(conditions.flatMap((condition) => condition.values))].map((value) => JSON.stringify(value));
  return {
    code: "tag-differs",
    level: "warning",
    policy: statement.policy,
    statement: statement.index,
    path: `Condition.${first.operator}`,
    title: `${sentence(statementName(statement))} denies nodes with ${tagWords(role.tag)}: it speaks of the value ${wordList(values, "or")}.`,
    why: "A deny beats every allow, so nodes with the right tag stay out of reach. Let it spare the right value, or change the tag in the settings.",
    fix: denyOtherValueFix(role, statement),
  };
}
