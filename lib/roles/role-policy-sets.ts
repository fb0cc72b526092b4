import type { AccountId } from "#lib/domain/ids.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";
import type { PolicySet } from "#lib/policy/policy-set.ts";
import { isReadRole, type RolesAnswer } from "./role-answer.ts";

/** The policies of each account's role; an account whose role was not read is not there. */
export function rolePolicySets({ roles }: Pick<RolesAnswer, "roles">): ReadonlyMap<AccountId, PolicySet> {
  return new Map(roles.filter(isReadRole).map((role) => [role.account, policySetOf(role)] as const));
}

/** A role's own policies and its boundary, as the evaluator takes them. */
export function policySetOf({ policies, boundary }: RolePolicies): PolicySet {
  return {
    identity: policies.map(({ document }) => document),
    ...(boundary === null ? {} : { boundary: boundary.document }),
  };
}
