import type { RoleRecord, RoleTrust } from "../estate/roles/role-record.ts";
import { element, xmlTime } from "../protocol/xml.ts";
import { policyText } from "./policy-text.ts";

/** A role's members as GetRole and ListRoles both give them; its permissions boundary is GetRole's alone. */
export function roleXml(role: RoleRecord): string {
  return [
    element("Path", role.path),
    element("RoleName", role.name),
    element("RoleId", role.roleId),
    element("Arn", role.arn),
    element("CreateDate", xmlTime(role.createdMs)),
    element("AssumeRolePolicyDocument", policyText(trustDocument(role.trust))),
    element("Description", role.description),
    element("MaxSessionDuration", role.maxSessionSeconds),
  ].join("");
}

function trustDocument({ principals, externalId }: RoleTrust) {
  const condition = externalId === null ? {} : { Condition: { StringEquals: { "sts:ExternalId": externalId } } };
  const statement = { Effect: "Allow", Principal: { AWS: principals }, Action: "sts:AssumeRole", ...condition };
  return { Version: "2012-10-17", Statement: [statement] };
}
