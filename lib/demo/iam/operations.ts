import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { getRole } from "./get-role.ts";
import { listRoles } from "./list-roles.ts";
import { getPolicy, getPolicyVersion } from "./managed-policies.ts";
import { getRolePolicy, listAttachedRolePolicies, listRolePolicies } from "./role-policies.ts";
import { simulateCustomPolicy, simulatePrincipalPolicy } from "./simulate-policy.ts";

/** The IAM operations of the stand-in by AWS's name. */
export const IAM_OPERATIONS: ReadonlyMap<string, AwsQueryOperation> = new Map([
  ["GetPolicy", getPolicy],
  ["GetPolicyVersion", getPolicyVersion],
  ["GetRole", getRole],
  ["GetRolePolicy", getRolePolicy],
  ["ListAttachedRolePolicies", listAttachedRolePolicies],
  ["ListRolePolicies", listRolePolicies],
  ["ListRoles", listRoles],
  ["SimulateCustomPolicy", simulateCustomPolicy],
  ["SimulatePrincipalPolicy", simulatePrincipalPolicy],
]);
