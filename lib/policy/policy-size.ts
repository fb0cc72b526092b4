import type { PolicyDocument } from "./policy-document.ts";

/**
 * Characters that a policy may have, white space not counted (IAM quotas; Organizations quotas for SCPs, which do count
 * white space unless the console saved the policy). `inline` is the sum of a role's inline policies.
 */
export const POLICY_QUOTAS = { managed: 6_144, inline: 10_240, session: 2_048, scp: 10_240, rcp: 5_120 } as const;

export type PolicyQuota = keyof typeof POLICY_QUOTAS;

/** The size that IAM counts against its quotas: the characters of the text that are not white space, inside values too. */
export function policySize(policy: PolicyDocument | string): number {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  return text.replaceAll(/\s/g, "").length;
}
