import { listOf } from "../../policy-document.ts";
import type { ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import { renameConditionKeys } from "./edit-conditions.ts";
import { withoutActions } from "./statement-actions.ts";

/**
 * Asks for tags with `ssm:resourceTag` in the place of `aws:ResourceTag`, for SendCommand alone where the statement has
 * actions that do not take that key. Null where other global keys are on it, or the action cannot be taken out.
 */
export function serviceKeyFix(statement: ExaminedStatement, keys: readonly string[]): FindingFix | null {
  const { policy, index, source } = statement;
  if (!keys.every((key) => GLOBAL.test(key))) return null;
  const renamed = renameConditionKeys(source, (key) => key.replace(GLOBAL, "ssm:resourceTag/"));
  const label = "Use ssm:resourceTag";
  if (source.Action !== undefined && listOf(source.Action).every((action) => TAKES_KEY.includes(action.toLowerCase())))
    return { label, edits: [{ policy, statement: index, with: [renamed] }] };
  const rest = withoutActions(source, ["ssm:SendCommand"]);
  if (rest === null || rest === "inseparable") return null;
  const { Sid: _, ...unnamed } = renamed;
  return { label, edits: [{ policy, statement: index, with: [rest, { ...unnamed, Action: "ssm:SendCommand" }] }] };
}

const GLOBAL = /^aws:ResourceTag\//i;
/** Service Authorization Reference: the actions on nodes that have the key. */
const TAKES_KEY = ["ssm:sendcommand", "ssm:startsession", "ssm:getconnectionstatus"];
