import type { AuthorizationReason, PolicySource, StatementRef } from "./authorization.ts";

/** One sentence for people about why IAM allows, denies, or why that cannot be told. */
export function reasonSentence(reason: AuthorizationReason): string {
  switch (reason.kind) {
    case "allowed-by":
      return `${statementName(reason.statement)} allows it.`;
    case "explicit-deny":
      return `${statementName(reason.statement)} denies it explicitly.`;
    case "no-statement-for-action":
      return `No statement of the ${SOURCES[reason.source]} allows the action.`;
    case "no-statement-for-resource":
      return `The action is allowed on other resources only (${reason.statements.map(statementName).join(", ")}).`;
    case "condition-failed":
      return `${statementName(reason.statement)} asks for ${reason.key} ${reason.operator} ${list(reason.expected)}; the request has ${
        reason.actual === null ? "no such key" : list(reason.actual)
      }.`;
    case "not-understood":
      return `${statementName(reason.statement)}: ${reason.what} is not something that can be decided here.`;
    case "not-known":
      return `${statementName(reason.statement)} depends on ${reason.key}, which is not known before the call.`;
    case "policy-not-read":
      return `The policies of Cado’s role${reason.account === null ? "" : ` in account ${reason.account}`} were not read.`;
  }
}

/** "statement 2 (RequiredForTriage)" of the role's policy, or of what else it is part of. */
export function statementName({ source, policy, index, sid }: StatementRef): string {
  const document = policy === 0 ? "" : ` of policy ${policy + 1}`;
  const part = source === "identity" ? "" : ` of the ${SOURCES[source]}`;
  return `Statement ${index + 1}${sid === null || sid === "" ? "" : ` (${sid})`}${document}${part}`;
}

const SOURCES: Readonly<Record<PolicySource, string>> = {
  identity: "role's policies",
  boundary: "permissions boundary",
  session: "session policies",
  scp: "service control policies",
  rcp: "resource control policies",
};

function list(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" or ");
}
