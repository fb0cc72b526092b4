import { findFindings } from "#lib/policy/findings/find-findings.ts";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";
import { correctPolicies } from "#lib/policy/rewrite/correct-policies.ts";
import type { Correction, CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import { type OwnRole, readOwnRole as readOwn } from "./own-role.ts";
import type { RoleText } from "./role-texts.ts";

// Everything that only a pasted role needs: the page loads this file, and what it imports, with the first of them.

export function readOwnRole(texts: readonly RoleText[], values: Readonly<Record<string, string>>): OwnRole {
  return readOwn(texts, values);
}

/** What the role's policies do, by level, policy and statement. */
export function judgeRole(role: RolePolicies, { tag, partition }: CorrectionOptions): readonly Finding[] {
  return findFindings(role, { tag, partition });
}

/** The role's policies as they should be. */
export function correctRole({ policies }: RolePolicies, options: CorrectionOptions): Correction {
  return correctPolicies(policies, options);
}
