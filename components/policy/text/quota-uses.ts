import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { POLICY_QUOTAS, policySize } from "#lib/policy/policy-size.ts";

/** How much of one of AWS's quotas is used, in characters as that quota counts them. */
export type QuotaUse = { name: string; note: string; characters: number; limit: number };

/** Of a policy of a role, among the others of the same role. A policy of unknown kind could be either. */
export function roleQuotaUses(shown: NamedPolicy, all: readonly NamedPolicy[]): readonly QuotaUse[] {
  const inline = all.filter(({ kind }) => kind !== "managed");
  const managed: QuotaUse = {
    name: "Managed policy",
    note: "for each policy",
    characters: policySize(shown.document),
    limit: POLICY_QUOTAS.managed,
  };
  const inRole: QuotaUse = {
    name: "Inline in a role",
    note: "all inline policies of the role together",
    characters: inline.reduce((sum, { document }) => sum + policySize(document), 0),
    limit: POLICY_QUOTAS.inline,
  };
  return [...(shown.kind === "inline" ? [] : [managed]), ...(shown.kind === "managed" ? [] : [inRole])];
}

/** Of a service control policy: as the text stands, because saved by another way than the console its spaces count. */
export function scpQuotaUse(text: string): QuotaUse {
  return {
    name: "Service control policy",
    note: "for each policy, spaces counted",
    characters: text.length,
    limit: POLICY_QUOTAS.scp,
  };
}
