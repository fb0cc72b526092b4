import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element, escapeXml } from "../protocol/xml.ts";
import { findRole, noSuchEntity } from "./find-role.ts";
import { pageXml } from "./paging.ts";
import { policyText } from "./policy-text.ts";

/** Names of a role's inline policies. */
export const listRolePolicies: AwsQueryOperation = (call, parameters) => {
  const { name, inline } = findRole(call, parameters);
  return pageXml(call, parameters, { name: "PolicyNames", items: [...inline.keys()].map(escapeXml), query: name });
};

/** An inline policy of a role. */
export const getRolePolicy: AwsQueryOperation = (call, parameters) => {
  const role = findRole(call, parameters);
  const name = parameters.required("PolicyName");
  const document = role.inline.get(name);
  if (!document) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  return element("RoleName", role.name) + element("PolicyName", name) + element("PolicyDocument", policyText(document));
};

/** The managed policies attached to a role. */
export const listAttachedRolePolicies: AwsQueryOperation = (call, parameters) => {
  const role = findRole(call, parameters);
  const items = role.attached.map(({ name, arn }) => element("PolicyName", name) + element("PolicyArn", arn));
  return pageXml(call, parameters, { name: "AttachedPolicies", items, query: role.name });
};
