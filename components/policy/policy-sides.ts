import { createAccountAuthorize } from "#lib/policy/account-policies.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";
import { policySetOf, rolePolicySets } from "#lib/roles/role-policy-sets.ts";
import type { PolicySide } from "./consequences/policy-side.ts";

/** A role's policies as one side of the comparison; equal keys for equal documents. */
export function roleSide({ policies, boundary }: RolePolicies): PolicySide {
  const set = policySetOf({ policies, boundary });
  return { key: JSON.stringify(set), authorize: createAuthorize(set) };
}

/** The roles that IAM has now, each for its own account. */
export function readRolesSide(answer: RolesAnswer): PolicySide {
  const sets = rolePolicySets(answer);
  return { key: JSON.stringify(["role", ...sets]), authorize: createAccountAuthorize(sets) };
}
