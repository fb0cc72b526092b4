import type { AccountId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";

/** What `GET /api/roles` answers, and what the server keeps: Cado's role in each account, as IAM told it. Plain JSON. */
export type RolesAnswer = {
  /** When the reading ended (ISO 8601). */
  readAt: string;
  /** Policies that have a say as well and cannot be seen from the account, in words ("service control policies"). */
  notRead: readonly string[];
  /** One per account, in the configuration's order. */
  roles: readonly AccountRole[];
};

/** The role with all its policies, or why there is none: a role is never half read. */
export type AccountRole = ReadRole | UnreadRole;

export type ReadRole = RolePolicies & {
  account: AccountId;
  roleName: string;
  roleArn: string;
  /** Names of other roles that look like Cado's, by name; this one was taken because it comes first. */
  otherMatches: readonly string[];
};

export type UnreadRole = { account: AccountId; problem: Problem };

/** True where the account's role was read whole. */
export function isReadRole(role: AccountRole): role is ReadRole {
  return "policies" in role;
}
