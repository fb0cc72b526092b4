import type { Call } from "../call.ts";
import type { RoleRecord } from "../estate/roles/role-record.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { ServiceError } from "../service-error.ts";

/** The role that RoleName names in the caller's account, once the caller is allowed to look at it. */
export function findRole(call: Call, parameters: QueryParameters): RoleRecord {
  const name = parameters.required("RoleName");
  const { caller, world, operation } = call;
  const role = world.estate.findRole(caller.account, name);
  const resource = role?.arn ?? `arn:aws:iam::${caller.account}:role/${name}`;
  requireAllowed(call, { action: `iam:${operation}`, resource, named: `role ${name}` });
  if (role) return role;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

export function noSuchEntity(message: string): ServiceError {
  return new ServiceError("NoSuchEntity", message, 404);
}
