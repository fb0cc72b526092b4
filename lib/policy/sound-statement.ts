import type { PolicySource } from "#lib/domain/authorization.ts";
import { listOf, type Statement } from "./policy-document.ts";
import { LONGEST_TEXT } from "./request-context.ts";

/**
 * Whether a statement is of a form that IAM takes in a policy of that kind. Documents can come from where nothing was
 * parsed: what IAM would refuse must not grant, and must not be dropped.
 */
export function isSoundStatement(statement: Statement, source: PolicySource): boolean {
  return [
    Object.keys(statement).every((member) => MEMBERS.has(member)),
    (statement.Action === undefined) !== (statement.NotAction === undefined),
    (statement.Resource === undefined) !== (statement.NotResource === undefined),
    statement.NotPrincipal === undefined,
    // Resource control policies say `Principal: "*"`; a role's own policies and SCPs have no principal.
    source === "rcp" ? statement.Principal === undefined || statement.Principal === "*" : statement.Principal === undefined,
    statement.Effect === "Allow" || statement.Effect === "Deny",
    listOf(statement.Action ?? statement.NotAction).every((action) => ACTION.test(action)),
    textsOf(statement).every((text) => text.length <= LONGEST_TEXT),
  ].every(Boolean);
}

const MEMBERS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** `*`, or a service and a name, in ASCII: other letters could be taken for these in another case. */
const ACTION = /^(\*+|[\w*?.-]+:[\w*?.-]+)$/;

function textsOf({ Resource: resource, NotResource: notResource, Condition: condition }: Statement): readonly string[] {
  const values = Object.values(condition ?? {}).flatMap((keys) =>
    Object.values(keys).flatMap((value) => listOf(value).map(String)),
  );
  return [...listOf(resource), ...listOf(notResource), ...values];
}
