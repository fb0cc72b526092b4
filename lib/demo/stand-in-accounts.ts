import type { Estate } from "./estate/estate.ts";
import { ADMIN_ROLE, REACH_ROLE } from "./estate/roles/account-roles.ts";

/** One account of the estate, with the roles by which one gets into it. */
export type StandInAccount = {
  id: string;
  label: string;
  /** The role that the dashboard assumes. */
  reachRole: { arn: string; externalId: string | null };
  /** A role with full access. */
  adminRole: { arn: string; externalId: string | null };
  /** The role that Cado assumes. */
  cadoRole: { arn: string; externalId: string | null };
};

export function standInAccounts(estate: Estate): StandInAccount[] {
  return estate.accounts.map(({ id, label, cadoRole }) => ({
    id,
    label,
    reachRole: roleOf(estate, id, REACH_ROLE),
    adminRole: roleOf(estate, id, ADMIN_ROLE),
    cadoRole: { arn: cadoRole.arn, externalId: cadoRole.trust.externalId },
  }));
}

function roleOf(estate: Estate, account: string, name: string): { arn: string; externalId: string | null } {
  const role = estate.findRole(account, name);
  if (!role) throw new Error(`The account ${account} has no role ${name}.`);
  return { arn: role.arn, externalId: role.trust.externalId };
}
