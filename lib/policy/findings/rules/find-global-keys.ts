import type { Statement } from "../../policy-document.ts";
import { authorizeWith, type ExaminedRole, type ExaminedStatement } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { serviceKeyFix } from "../fixes/service-key-fix.ts";
import { roleRequest, viaServiceRequest } from "../witness/role-request.ts";
import { otherTagsOf } from "../witness/tag-conditions.ts";

const ACTION = "ssm:SendCommand";

/**
 * Statements that put a global condition key on SendCommand, in a role that does not allow AWS's own call behind it
 * (`aws:ViaAWSService` true; Systems Manager guide, "Setting up Run Command").
 */
export function findGlobalKeys(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const keys = globalKeysOf(statement);
    return keys.length > 0 && statement.names(ACTION) !== "no" && isCutOff(role, statement) ? [finding(statement, keys)] : [];
  });
}

function globalKeysOf({ source }: ExaminedStatement): readonly string[] {
  const keys = Object.values(source.Condition ?? {}).flatMap((block) => Object.keys(block));
  return [...new Set(keys.filter((key) => /^aws:/i.test(key)))];
}

/** The direct call may pass because of this statement (or in spite of it, for a Deny), and the one behind it surely does not. */
function isCutOff(role: ExaminedRole, statement: ExaminedStatement): boolean {
  const tags = { ...otherTagsOf(statement.source, role.tag), [role.tag.key]: role.tag.value };
  const requests = statement.nodes.map((node) => roleRequest(ACTION, node, tags));
  if (statement.source.Effect === "Allow") {
    return requests.some(
      (request) =>
        statement.alone(request).result !== "denied" &&
        role.authorize(request).result !== "denied" &&
        role.authorize(viaServiceRequest(request)).result !== "allowed",
    );
  }
  const document = role.policies[statement.policy]?.document;
  const beside = authorizeWith({ identity: [{ ...document, Statement: [statement.source, EVERYTHING] }] });
  return requests.some(
    (request) =>
      role.authorize(request).result === "allowed" &&
      role.authorize(viaServiceRequest(request)).result !== "allowed" &&
      beside(viaServiceRequest(request)).result !== "allowed",
  );
}

/** A Deny by itself allows nothing, so it is asked beside this. */
const EVERYTHING: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

function finding(statement: ExaminedStatement, keys: readonly string[]): Finding {
  const { policy, index, source } = statement;
  const fix = source.Effect === "Allow" ? serviceKeyFix(statement, keys) : null;
  return {
    code: "global-key-on-send-command",
    level: "warning",
    policy,
    statement: index,
    path: "Condition",
    title: `${sentence(statementName(statement))} puts ${wordList(keys)} on SendCommand, and nothing allows the call that AWS makes behind it.`,
    why: `AWS: with any global condition key, SendCommand has to be allowed for aws:ViaAWSService "true" as well. Until then it may be refused.${
      fix === null ? " Allow that call, or leave the key out." : " The service's own key for tags, ssm:resourceTag, does without."
    }`,
    fix,
  };
}
