import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element } from "../protocol/xml.ts";
import { findRole } from "./find-role.ts";
import { roleXml } from "./role-xml.ts";

export const getRole: AwsQueryOperation = (call, parameters) => {
  const role = findRole(call, parameters);
  const boundary = role.boundary === null ? "" : boundaryXml(role.boundary.arn);
  return `<Role>${roleXml(role)}${boundary}</Role>`;
};

function boundaryXml(arn: string): string {
  const members = element("PermissionsBoundaryType", "PermissionsBoundaryPolicy") + element("PermissionsBoundaryArn", arn);
  return `<PermissionsBoundary>${members}</PermissionsBoundary>`;
}
