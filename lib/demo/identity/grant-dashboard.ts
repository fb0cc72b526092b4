import type { Estate } from "../estate/estate.ts";
import { REACH_ROLE } from "../estate/roles/account-roles.ts";
import { DASHBOARD_POLICIES } from "./principal.ts";

/** Gives the reach role of every account the policies that the dashboard's documentation asks for. */
export function grantDashboard(estate: Estate): void {
  for (const account of estate.accounts) {
    for (const [name, document] of Object.entries(DASHBOARD_POLICIES)) {
      estate.putInlinePolicy(account.id, REACH_ROLE, name, document);
    }
  }
}
