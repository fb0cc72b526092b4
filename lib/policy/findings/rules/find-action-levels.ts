import { ALL_ACTION_FACTS } from "../../all-action-facts.ts";
import { listOf } from "../../policy-document.ts";
import { authorizeWith, type ExaminedRole, type ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { keepConditions } from "../fixes/edit-conditions.ts";
import { moveToEverythingFix } from "../fixes/move-actions.ts";
import { takesIn } from "../fixes/statement-actions.ts";
import { roleRequest } from "../witness/role-request.ts";
import { tagKeyOf } from "../witness/tag-conditions.ts";

/** What Cado calls among the actions without a resource level. */
const NEEDED = ["ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation", "ec2:DescribeInstances", "ec2:DescribeRegions"];

/**
 * Actions without a resource level that the role has only on less than every resource, or only under a condition on a
 * tag of the resource: either way IAM never allows them (Service Authorization Reference, "Resource types").
 */
export function findActionLevels(role: ExaminedRole): readonly Finding[] {
  const known = new Map<string, boolean>();
  const isGranted = (action: string): boolean => {
    const answer = known.get(action) ?? grantedSomewhere(role, action);
    known.set(action, answer);
    return answer;
  };
  return role.statements.flatMap((statement) => {
    if (statement.source.Effect !== "Allow") return [];
    const lost = wildcardOnly(statement).filter((action) => !isGranted(action));
    return lost.length === 0 ? [] : [finding(role, statement, lost)];
  });
}

/** The statement's actions without a resource level; of those that a wildcard takes in, those alone that Cado needs on nodes. */
function wildcardOnly({ source }: ExaminedStatement): readonly string[] {
  const onNodes = listOf(source.Resource).some((pattern) => /:(managed-)?instance\//.test(pattern));
  const named = listOf(source.Action).flatMap((action) => {
    if (!/[*?]/.test(action)) return [action];
    return onNodes ? NEEDED.filter((needed) => takesIn(action, needed.toLowerCase())) : [];
  });
  return named.filter((action) => ALL_ACTION_FACTS.hasResourceLevel(action) === false);
}

/**
 * Whether some allow has the action on every resource, leaving aside conditions that some call may meet. Denies and the
 * boundary are left aside too: one more allow would not help there.
 */
function grantedSomewhere({ statements, places }: ExaminedRole, action: string): boolean {
  const service = action.slice(0, action.indexOf(":"));
  const [region = "", account = ""] = [places.regions[0], places.accounts[0]];
  const request = roleRequest(action, { arn: `arn:${places.partition}:${service}:${region}:${account}:*`, region, account });
  return statements.some((statement) => {
    if (statement.source.Effect !== "Allow" || statement.names(action) === "no") return false;
    const onTags = keepConditions(statement.source, (key) => tagKeyOf(key) !== null);
    const isWhole = statement.source.Condition === undefined;
    const alone = isWhole ? statement.alone : authorizeWith({ identity: [{ Version: "2012-10-17", Statement: [onTags] }] });
    return alone(request).result === "allowed";
  });
}

function finding(role: ExaminedRole, statement: ExaminedStatement, lost: readonly string[]): Finding {
  const { policy, index, source } = statement;
  const needed = lost.filter(isNeeded);
  const names = [...new Set(lost)];
  const one = names.length === 1;
  const onTag = listOf(source.Resource).includes("*") ? "under a condition on a tag" : "on less than every resource";
  return {
    code: "wildcard-only-action-narrowed",
    level: needed.length > 0 ? "error" : "warning",
    policy,
    statement: index,
    path: "Action",
    title: `${sentence(statementName(statement))} has ${wordList(names)} ${onTag}, where ${one ? "it is" : "they are"} never allowed.`,
    why: `${one ? "This action has" : "These actions have"} no resource level: IAM wants Resource "*" for ${one ? "it" : "them"}, without a condition on tags.${needed.length > 0 ? " Cado needs it to find nodes and to read what a command printed." : ""}`,
    fix: moveToEverythingFix(role, statement, names),
  };
}

function isNeeded(action: string): boolean {
  return NEEDED.some((needed) => needed.toLowerCase() === action.toLowerCase());
}
