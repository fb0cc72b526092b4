import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { ReadRole } from "#lib/roles/role-answer.ts";
import type { NewRoleText } from "./role-texts.ts";

/** A role that was read from IAM as texts: one for each policy, and one for its boundary. */
export function roleAsTexts({ account, roleName, policies, boundary }: ReadRole): readonly NewRoleText[] {
  const from = `IAM, ${account} / ${roleName}`;
  const toText = (policy: NamedPolicy, part: NewRoleText["part"]): NewRoleText => ({
    name: policy.name,
    text: JSON.stringify(policy.document, null, 2),
    part,
    kind: policy.kind,
    from,
  });
  return [...policies.map((policy) => toText(policy, "policy")), ...(boundary === null ? [] : [toText(boundary, "boundary")])];
}
