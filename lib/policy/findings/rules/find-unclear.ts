import { ALL_ACTION_FACTS } from "../../all-action-facts.ts";
import { parseOperator } from "../../condition-operator.ts";
import type { Statement } from "../../policy-document.ts";
import { authorizeWith, type ExaminedRole, type ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { roleRequest } from "../witness/role-request.ts";

/** What the verdicts and the rules ask about, each with the resource that is asked for. */
const ASKED: readonly (readonly [action: string, leg: "node" | "document" | "session" | "all"])[] = [
  ["ssm:SendCommand", "node"],
  ["ssm:SendCommand", "document"],
  ["ssm:StartSession", "node"],
  ["ssm:StartSession", "document"],
  ["ssm:TerminateSession", "session"],
  ["ssm:DescribeInstanceInformation", "all"],
  ["ssm:GetCommandInvocation", "all"],
  ["ec2:CreateTags", "node"],
  ["ec2:DeleteTags", "node"],
];

/**
 * Statements about SSM or tags with something in them that cannot be decided: IAM may know what it means, here it is
 * unknown, and never counted as allowed.
 */
export function findUnclear(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const asked = ASKED.filter(([action]) => statement.names(action) !== "no");
    if (asked.length === 0) return [];
    const operators = Object.keys(statement.source.Condition ?? {}).filter((name) => parseOperator(name) === null);
    const keys = conditionKeys(statement.source).filter((key) => !ALL_ACTION_FACTS.isKnownConditionKey(key));
    const written = [
      ...operators.map((name) => `the condition operator ${name}`),
      ...keys.map((key) => `the condition key ${key}`),
    ];
    const more = reasonsOf(role, statement, asked).filter((what) => !written.some((one) => what.includes(one)));
    const what = [...new Set([...written, ...more])];
    return what.length === 0 ? [] : [finding(statement, what, operators)];
  });
}

function conditionKeys({ Condition: block }: Statement): readonly string[] {
  return [...new Set(Object.values(block ?? {}).flatMap((keys) => Object.keys(keys)))];
}

const EVERYTHING: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/** A Deny is asked beside an Allow of everything: by itself it never makes an answer unknown. */
function reasonsOf(role: ExaminedRole, statement: ExaminedStatement, asked: typeof ASKED): readonly string[] {
  const document = role.policies[statement.policy]?.document;
  if (document === undefined) return [];
  const beside = statement.source.Effect === "Deny" ? [EVERYTHING] : [];
  const authorize = authorizeWith({ identity: [{ ...document, Statement: [statement.source, ...beside] }] });
  const tags = { [role.tag.key]: role.tag.value };
  return asked.flatMap(([action, leg]) =>
    resourcesOf(role, statement, action, leg).flatMap((place) => {
      const { result, reasons } = authorize(roleRequest(action, place, leg === "node" ? tags : {}));
      if (result !== "unknown") return [];
      return reasons.flatMap((reason) => (reason.kind === "not-understood" ? [reason.what] : []));
    }),
  );
}

function resourcesOf({ places, partition }: ExaminedRole, { nodes }: ExaminedStatement, action: string, leg: string) {
  const [region = "", account = ""] = [places.regions[0], places.accounts[0]];
  const start = `arn:${partition}:${action.slice(0, action.indexOf(":"))}:${region}`;
  const one = (arn: string) => [{ arn, region, account }];
  if (leg === "document") return one(`${start}::document/AWS-RunShellScript`);
  if (leg === "session") return one(`${start}:${account}:session/0a1b2c3d4e5f60718`);
  return leg === "all" ? one(`${start}:${account}:*`) : nodes.slice(0, 2);
}

function finding(statement: ExaminedStatement, what: readonly string[], operators: readonly string[]): Finding {
  const { policy, index } = statement;
  return {
    code: "not-understood",
    level: "warning",
    policy,
    statement: index,
    path: operators[0] === undefined ? null : `Condition.${operators[0]}`,
    title: `${sentence(statementName(statement))} has something that cannot be decided here: ${wordList(what)}.`,
    why: "What depends on it is shown as unknown, never as allowed. IAM refuses an operator or a form that it does not know, so look for a slip first.",
    fix: null,
  };
}
