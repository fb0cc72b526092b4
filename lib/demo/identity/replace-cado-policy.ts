import type { Estate } from "../estate/estate.ts";
import type { PolicyJson } from "../estate/roles/role-record.ts";

/**
 * Puts the document in the place of the one policy that Cado's role of the account has: the attached one where the
 * shipped template attaches it, else the inline one. Throws where there is no such account.
 */
export function replaceCadoPolicy(estate: Estate, account: string, document: PolicyJson): void {
  const role = estate.accounts.find(({ id }) => id === account)?.cadoRole;
  if (!role) throw new Error(`There is no account ${account} in the estate.`);
  const [attached] = role.attached;
  if (attached) attached.document = document;
  else estate.putInlinePolicy(account, role.name, [...role.inline.keys()][0] ?? "CadoResponsePolicy", document);
}
