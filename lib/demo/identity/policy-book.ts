import type { Authorize } from "#lib/domain/authorization.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyJson, RoleRecord } from "../estate/roles/role-record.ts";
import { parsedPolicy } from "./parsed-policy.ts";

/** One policy of a principal, and how a refusal names it: managed policies by ARN, inline ones not at all. */
export type NamedPolicy = { arn: string | null; document: PolicyJson };

/** Whose policies they are, by `principalArn`, and all that bounds them. */
export type BoundPolicies = {
  principalArn: string;
  policies: readonly NamedPolicy[];
  boundary: PolicyJson | null;
  session: PolicyJson | null;
};

type Compiled = BoundPolicies & { authorize: Authorize };

/** Evaluators of principals' policies, compiled once for as long as the policies stay what they are. */
export class PolicyBook {
  readonly #compiled = new Map<string, Compiled>();
  /** By session policy, each of which is of one session and gone with it. */
  readonly #bySession = new WeakMap<PolicyJson, Compiled>();

  /** Throws where a document is not one that IAM would have taken. */
  authorizer({ principalArn, policies, boundary, session }: BoundPolicies): Authorize {
    const known = session === null ? this.#compiled.get(principalArn) : this.#bySession.get(session);
    if (known && known.boundary === boundary && isSame(known.policies, policies)) return known.authorize;
    const authorize = createAuthorize({
      identity: policies.map(({ document }) => parsedPolicy(document)),
      ...(boundary === null ? {} : { boundary: parsedPolicy(boundary) }),
      ...(session === null ? {} : { session: [parsedPolicy(session)] }),
    });
    const compiled = { principalArn, policies, boundary, session, authorize };
    if (session === null) this.#compiled.set(principalArn, compiled);
    else this.#bySession.set(session, compiled);
    return authorize;
  }
}

/** A role's identity-based policies, inline ones first. */
export function policiesOfRole(role: RoleRecord): NamedPolicy[] {
  return [
    ...[...role.inline.values()].map((document) => ({ arn: null, document })),
    ...role.attached.map(({ arn, document }) => ({ arn, document })),
  ];
}

function isSame(a: readonly NamedPolicy[], b: readonly NamedPolicy[]): boolean {
  return a.length === b.length && a.every((policy, at) => policy.document === b[at]?.document);
}
