import type { AuthorizationReason, StatementRef } from "#lib/domain/authorization.ts";

/** Why the policy answers as it does, one sentence per reason. */
export function reasonWords(reason: AuthorizationReason): string {
  switch (reason.kind) {
    case "allowed-by":
      return `Allowed by ${named(reason.statement)}.`;
    case "explicit-deny":
      return `Denied by ${named(reason.statement)}.`;
    case "no-statement-for-action":
      return "No statement grants this action.";
    case "no-statement-for-resource":
      return `${reason.statements.map(named).join(", ")} ${reason.statements.length === 1 ? "grants" : "grant"} the action, on other resources.`;
    case "condition-failed":
      return `${named(reason.statement)} asks that ${reason.key} ${reason.operator} ${reason.expected.join(" or ")}; it is ${actual(reason.actual)}.`;
    case "not-understood":
      return `${named(reason.statement)} is not understood: ${reason.what}.`;
    case "not-known":
      return `${named(reason.statement)} asks about ${reason.key}, and its value is not known.`;
    case "policy-not-read":
      return `The policies of Cado’s role${reason.account === null ? "" : ` in account ${reason.account}`} were not read.`;
  }
}

function named({ index, sid }: StatementRef): string {
  return sid === null ? `statement ${index + 1}` : `statement ${sid}`;
}

function actual(values: readonly string[] | null): string {
  return values === null ? "not there" : values.map((value) => `"${value}"`).join(", ");
}
