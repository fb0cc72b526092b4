"use client";

import { useMemo } from "react";
import type { RolesState } from "#components/roles/roles-store.ts";
import { useRoles } from "#components/roles/use-roles.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy, RolePolicies } from "#lib/policy/named-policy.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import type { PolicySide } from "./consequences/policy-side.ts";
import { readRolesSide, roleSide } from "./policy-sides.ts";
import type { InForce } from "./policy-url.ts";

export type SidesInput = {
  inForce: InForce;
  /** The user's role as it is; null while it is none. */
  own: RolePolicies | null;
  /** The policies on screen; null while what is typed makes none. */
  shown: readonly NamedPolicy[] | null;
  /** Of the estate: a variant in force is in force there. */
  partition: Partition;
  tag: TagSpec;
};

/** The policy in force, and the one that would take its place. */
export function useSides({ inForce, own, shown, partition, tag: { key, value } }: SidesInput): {
  before: PolicySide | null;
  after: PolicySide | null;
  roles: RolesState;
} {
  const roles = useRoles(inForce === "role");
  const { answer } = roles;
  const before = useMemo(() => {
    if (inForce === "own") return own === null ? null : roleSide(own);
    if (inForce === "role") return answer === null ? null : readRolesSide(answer);
    const document = renderVariant({ variant: inForce, partition, tag: { key, value } });
    return roleSide({ policies: [{ name: "", kind: "managed", document }], boundary: null });
  }, [inForce, own, answer, partition, key, value]);
  const boundary = own?.boundary ?? null;
  const after = useMemo(() => (shown === null ? null : roleSide({ policies: shown, boundary })), [shown, boundary]);
  return { before, after, roles };
}
