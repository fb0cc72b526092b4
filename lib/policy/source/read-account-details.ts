import { type PolicyResource, readPolicyEntry, readPolicyValue } from "./cloudformation/read-policy-entry.ts";
import { findMember, itemsOf, type SourceNode, textOf } from "./source-node.ts";

/**
 * Adds the policies of the one role in what `aws iam get-account-authorization-details` prints: its inline ones, and of those
 * attached the default version. Several roles are refused: their policies together are nobody's.
 */
export function readAccountDetails(details: SourceNode, roles: readonly SourceNode[], resource: PolicyResource): void {
  const { reading } = resource.scope;
  const [role, other] = roles;
  if (role === undefined || other !== undefined) {
    const title = `The text has ${roles.length} roles; leave the one that is meant in RoleDetailList.`;
    reading.problems.push({ code: "invalid-policy", title, path: "", at: (other ?? details).from });
    return;
  }
  const roleName = textOf(findMember(role, "RoleName")) ?? null;
  for (const entry of itemsOf(findMember(role, "RolePolicyList"))) readPolicyEntry(resource, entry, roleName);
  const managed = itemsOf(findMember(details, "Policies"));
  for (const attached of itemsOf(findMember(role, "AttachedManagedPolicies"))) {
    const arn = textOf(findMember(attached, "PolicyArn")) ?? "";
    const policy = managed.find((one) => textOf(findMember(one, "Arn")) === arn);
    const document = defaultDocument(policy);
    const label = { name: textOf(findMember(attached, "PolicyName")) ?? arn, kind: "managed", role: roleName } as const;
    if (document) readPolicyValue(document, label, resource.resolve, resource.scope);
    else reading.skipped.push({ what: `attached managed policy ${arn}, whose text is not here`, at: attached.from });
  }
  const boundary = findMember(role, "PermissionsBoundary");
  if (boundary) reading.skipped.push({ what: "permissions boundary, which is not taken into account", at: boundary.from });
  const trust = findMember(role, "AssumeRolePolicyDocument");
  if (trust) reading.skipped.push({ what: "trust policy, which says who may use the role", at: trust.from });
}

function defaultDocument(policy: SourceNode | undefined): SourceNode | undefined {
  const versions = itemsOf(findMember(policy, "PolicyVersionList"));
  const version = versions.find((one) => {
    const isDefault = findMember(one, "IsDefaultVersion");
    return isDefault?.type === "scalar" && isDefault.value === true;
  });
  return findMember(version, "Document");
}
