import type { ConditionBlock, Statement } from "../../policy-document.ts";
import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import { tagKeyOf } from "../witness/tag-conditions.ts";
import { denyOthersSessions, OWN_SESSION } from "./deny-statements.ts";
import { keepConditions } from "./edit-conditions.ts";
import { oneOrList, withoutActions } from "./statement-actions.ts";

/** Gives actions without a resource level a statement of their own on every resource; other conditions stay. */
export function moveToEverythingFix(_: ExaminedRole, statement: ExaminedStatement, actions: readonly string[]): FindingFix {
  return { label: 'Give them Resource "*"', edits: [moved(statement, actions, "*", {})] };
}

/** Gives actions on sessions a statement of their own on sessions that the role started; null without policy variables. */
export function moveToSessionsFix(
  { partition }: ExaminedRole,
  statement: ExaminedStatement,
  actions: readonly string[],
): FindingFix | null {
  if (!statement.hasVariables) return null;
  const edit = moved(statement, actions, `arn:${partition}:ssm:*:*:session/*`, { StringLike: OWN_SESSION });
  return { label: "Allow it on the role's own sessions", edits: [edit] };
}

/** The same where the statement has every session; what IAM cannot subtract from stays, with a Deny beside it. */
export function keepOwnSessionsFix(
  role: ExaminedRole,
  statement: ExaminedStatement,
  actions: readonly string[],
): FindingFix | null {
  const { policy, index, source } = statement;
  if (!statement.hasVariables || withoutActions(source, actions) !== "inseparable")
    return moveToSessionsFix(role, statement, actions);
  const deny = denyOthersSessions(actions, [role.partition]);
  return { label: "Deny it on the sessions of others", edits: [{ policy, statement: index, with: [source, deny] }] };
}

function moved({ policy, index, source }: ExaminedStatement, actions: readonly string[], resource: string, more: ConditionBlock) {
  const without = withoutActions(source, actions);
  const rest = without === "inseparable" ? source : without;
  const { Condition: block } = keepConditions(source, (key) => tagKeyOf(key) === null);
  const merged: Record<string, ConditionBlock[string]> = { ...block };
  for (const [operator, keys] of Object.entries(more)) merged[operator] = { ...merged[operator], ...keys };
  const condition = Object.keys(merged).length === 0 ? {} : { Condition: merged };
  const sid = rest === null && source.Sid !== undefined ? { Sid: source.Sid } : {};
  const taken: Statement = { ...sid, Effect: "Allow", Action: oneOrList(actions), Resource: resource, ...condition };
  return { policy, statement: index, with: rest === null ? [taken] : [rest, taken] };
}
