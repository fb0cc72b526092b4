import type { NamedPolicy } from "../named-policy.ts";
import { POLICY_QUOTAS, policySize } from "../policy-size.ts";
import type { OverQuota } from "./correction.ts";

/** What does not fit: each managed policy by itself (one of unknown kind counts as such), all inline ones together. */
export function findOverQuota(policies: readonly NamedPolicy[]): readonly OverQuota[] {
  const sizes = policies.map(({ kind, document }, policy) => ({ kind, policy, size: policySize(document) }));
  const managed = sizes.filter(({ kind, size }) => kind !== "inline" && size > POLICY_QUOTAS.managed);
  const inline = sizes.filter(({ kind }) => kind === "inline").reduce((sum, { size }) => sum + size, 0);
  return [
    ...managed.map(({ policy, size }): OverQuota => ({ policy, quota: "managed", size })),
    ...(inline > POLICY_QUOTAS.inline ? [{ policy: null, quota: "inline", size: inline } as const] : []),
  ];
}
