import { listOf } from "../../policy-document.ts";
import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { keepOwnSessionsFix, moveToSessionsFix } from "../fixes/move-actions.ts";
import { takesIn } from "../fixes/statement-actions.ts";
import { grantedNodes } from "../witness/granted-nodes.ts";
import { roleRequest } from "../witness/role-request.ts";
import { regionsAndAccounts } from "../witness/witness-places.ts";

const ACTIONS = ["ssm:TerminateSession", "ssm:ResumeSession"];

/**
 * Ending and resuming a session is asked of the session, never of the node: granted on nodes alone it never works, and
 * granted on every session it reaches those of other people.
 */
export function findSessionEnds(role: ExaminedRole): readonly Finding[] {
  const lost = ACTIONS.filter((action) => role.statements.every((statement) => outcome(role, statement, action) === "none"));
  return role.statements.flatMap((statement) => {
    if (statement.source.Effect !== "Allow") return [];
    const named = lost.filter((action) => namesPlainly(statement, action));
    const others = ACTIONS.filter((action) => outcome(role, statement, action) === "any-session");
    return [
      ...(named.length === 0 ? [] : [withoutSession(role, statement, named)]),
      ...(others.length === 0 ? [] : [anySession(role, statement, others)]),
    ];
  });
}

/** A statement for `ssm:*` on nodes does not mean sessions. */
function namesPlainly({ source }: ExaminedStatement, action: string): boolean {
  return listOf(source.Action).some((name) => takesIn(name, action.toLowerCase()) && /session/i.test(name));
}

/** Which sessions a statement lets the role end. */
function outcome(role: ExaminedRole, statement: ExaminedStatement, action: string): "none" | "own" | "any-session" {
  if (statement.source.Effect !== "Allow" || statement.names(action) === "no") return "none";
  const others = requestsFor(role, action, OTHERS).some((request) => grants(role, statement, request) === "allowed");
  return others ? "any-session" : hasOwn(role, statement, action) ? "own" : "none";
}

function hasOwn(role: ExaminedRole, statement: ExaminedStatement, action: string): boolean {
  return requestsFor(role, action, OWN).some((request) => statement.alone(request).result !== "denied");
}

const OWN = "AROA1234567890EXAMPLE:cado-0a1b2c3d4e5f60718";
const OTHERS = "somebody-else-0a1b2c3d4e5f60718";

function requestsFor({ partition, places }: ExaminedRole, action: string, session: string) {
  const tags = { "aws:ssmmessages:session-id": session, "aws:ssmmessages:target-id": "i-0a1b2c3d4e5f60718" };
  const caller = { "aws:userid": "AROA1234567890EXAMPLE:cado" };
  return regionsAndAccounts(places).map(({ region, account }) => {
    const arn = `arn:${partition}:ssm:${region}:${account}:session/${session}`;
    return roleRequest(action, { arn, region, account }, tags, caller);
  });
}

function withoutSession(role: ExaminedRole, statement: ExaminedStatement, actions: readonly string[]): Finding {
  const { policy, index } = statement;
  const starts = grantedNodes(role, "ssm:StartSession").length > 0;
  const isNeeded = starts && actions.includes("ssm:TerminateSession");
  return {
    code: "terminate-session-without-session",
    level: isNeeded ? "error" : "warning",
    policy,
    statement: index,
    path: "Resource",
    title: `${sentence(statementName(statement))} has ${wordList(actions)} on no session, so it is never allowed.`,
    why: `The resource of this action is the session (arn:${role.partition}:ssm:REGION:ACCOUNT:session/ID), not the node.${isNeeded ? " Cado starts sessions and could not end them." : ""}${statement.hasVariables ? "" : ' To limit it to the role\'s own sessions, the policy needs Version "2012-10-17".'}`,
    fix: moveToSessionsFix(role, statement, actions),
  };
}

function anySession(role: ExaminedRole, statement: ExaminedStatement, actions: readonly string[]): Finding {
  const { policy, index } = statement;
  const resumes = actions.includes("ssm:ResumeSession");
  return {
    code: "terminate-any-session",
    level: resumes ? "warning" : "info",
    policy,
    statement: index,
    path: null,
    title: `${sentence(statementName(statement))} allows ${wordList(actions)} on anybody's session.`,
    why: `${resumes ? "Whoever has this role can take over a session that somebody else started." : "Whoever has this role can end the sessions of others."} AWS limits it by the tag aws:ssmmessages:session-id to sessions of one's own.${statement.hasVariables ? "" : ' That needs a policy with Version "2012-10-17".'}`,
    fix: actions.every((action) => hasOwn(role, statement, action)) ? keepOwnSessionsFix(role, statement, actions) : null,
  };
}
