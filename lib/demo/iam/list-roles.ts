import { requireAllowed } from "../identity/authorise.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { pageXml } from "./paging.ts";
import { roleXml } from "./role-xml.ts";

/** The roles of the caller's account whose path begins with PathPrefix. */
export const listRoles: AwsQueryOperation = (call, parameters) => {
  const { caller, world } = call;
  requireAllowed(call, { action: "iam:ListRoles", resource: "*", named: `arn:aws:iam::${caller.account}:role/` });
  const prefix = parameters.text("PathPrefix") ?? "/";
  const roles = world.estate.accounts.find(({ id }) => id === caller.account)?.roles ?? [];
  const items = roles.filter(({ path }) => path.startsWith(prefix)).map(roleXml);
  return pageXml(call, parameters, { name: "Roles", items, query: prefix });
};
