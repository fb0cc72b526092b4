import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element } from "../protocol/xml.ts";
import { findRole, noSuchEntity } from "./find-role.ts";
import { policyText } from "./policy-text.ts";

const WHOLE_LIST = "<IsTruncated>false</IsTruncated>";

/** Names of a role's inline policies. The estate's roles have few: one page holds them. */
export const listRolePolicies: AwsQueryOperation = (call, parameters) => {
  const names = [...findRole(call, parameters).inline.keys()].map((name) => element("member", name));
  return `<PolicyNames>${names.join("")}</PolicyNames>${WHOLE_LIST}`;
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
  const attached = findRole(call, parameters).attached.map(
    ({ name, arn }) => `<member>${element("PolicyName", name)}${element("PolicyArn", arn)}</member>`,
  );
  return `<AttachedPolicies>${attached.join("")}</AttachedPolicies>${WHOLE_LIST}`;
};
