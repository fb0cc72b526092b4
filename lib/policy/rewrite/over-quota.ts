import type { NamedPolicy } from "../named-policy.ts";
import { POLICY_QUOTAS, policySize } from "../policy-size.ts";
import type { OverQuota } from "./correction.ts";

/**
 * What surely does not fit: each managed policy by itself, all inline ones together. A policy of unknown kind is held
 * against the wider quota, of inline ones, by itself.
 */
export function findOverQuota(policies: readonly NamedPolicy[]): readonly OverQuota[] {
  const sizes = policies.map(({ kind, document }, policy) => ({ kind, policy, size: policySize(document) }));
  const alone = sizes.flatMap(({ kind, policy, size }): readonly OverQuota[] => {
    const quota = kind === "managed" ? "managed" : "inline";
    return kind !== "inline" && size > POLICY_QUOTAS[quota] ? [{ policy, quota, size }] : [];
  });
  const inline = sizes.filter(({ kind }) => kind === "inline").reduce((sum, { size }) => sum + size, 0);
  return [...alone, ...(inline > POLICY_QUOTAS.inline ? [{ policy: null, quota: "inline", size: inline } as const] : [])];
}
