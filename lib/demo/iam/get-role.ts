import type { RoleTrust } from "../estate/roles/role-record.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element, xmlTime } from "../protocol/xml.ts";
import { findRole } from "./find-role.ts";
import { policyText } from "./policy-text.ts";

export const getRole: AwsQueryOperation = (call, parameters) => {
  const role = findRole(call, parameters);
  const members = [
    element("Path", role.path),
    element("RoleName", role.name),
    element("RoleId", role.roleId),
    element("Arn", role.arn),
    element("CreateDate", xmlTime(role.createdMs)),
    element("AssumeRolePolicyDocument", policyText(trustDocument(role.trust))),
    element("Description", role.description),
    element("MaxSessionDuration", role.maxSessionSeconds),
  ];
  return `<Role>${members.join("")}</Role>`;
};

function trustDocument({ principals, externalId }: RoleTrust) {
  const condition = externalId === null ? {} : { Condition: { StringEquals: { "sts:ExternalId": externalId } } };
  const statement = { Effect: "Allow", Principal: { AWS: principals }, Action: "sts:AssumeRole", ...condition };
  return { Version: "2012-10-17", Statement: [statement] };
}
