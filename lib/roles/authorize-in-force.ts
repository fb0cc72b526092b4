import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { createAccountAuthorize } from "#lib/policy/account-policies.ts";
import { createAuthorize, type PolicyAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import type { RolesAnswer } from "./role-answer.ts";
import { rolePolicySets } from "./role-policy-sets.ts";

/** The policy in force, with what it needs to be asked: `roles` for `role`, null where they were not read. */
export type InForce = { policy: PolicyInForce; roles: RolesAnswer | null };

export type InForceOptions = {
  partition: Partition;
  tag: TagSpec;
  /** Only looked at for `role`; null: nothing was read yet, and everything is unknown. */
  roles: RolesAnswer | null;
};

/** The policy in force, ready to be asked: a variant for every account, or each account's role as IAM told it. */
export function authorizeInForce(policy: PolicyInForce, { partition, tag, roles }: InForceOptions): PolicyAuthorize {
  if (policy === "role") return createAccountAuthorize(roles === null ? new Map() : rolePolicySets(roles));
  return createAuthorize({ identity: [renderVariant({ variant: policy, partition, tag })] });
}
