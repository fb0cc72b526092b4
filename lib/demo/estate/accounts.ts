import type { RoleRecord } from "./roles/role-record.ts";

export type EstateAccount = {
  /** Twelve digits. */
  id: string;
  label: string;
  /** The role that Cado assumes, one shipped generation in each account. Also among `roles`. */
  cadoRole: RoleRecord;
  roles: readonly RoleRecord[];
};

/** The accounts in the order of the applications' weights. The first is where Cado itself is and where callers begin. */
export const ACCOUNTS = [
  { id: "111111111111", label: "prod" },
  { id: "222222222222", label: "corp" },
  { id: "333333333333", label: "labs" },
] as const;

/** Labels of the accounts beyond the first three, where there are many. */
const TEAMS = ["payments", "search", "media", "logistics", "identity"] as const;

/** So many accounts: the three, then more of the same kinds. */
export function manyAccounts(count: number): readonly { id: string; label: string }[] {
  const more = Array.from({ length: Math.max(0, count - ACCOUNTS.length) }, (_, at) => ({
    id: String(444_444_440_000 + at),
    label: `${TEAMS[at % TEAMS.length] ?? ""}-${Math.floor(at / TEAMS.length) + 1}`,
  }));
  return [...ACCOUNTS, ...more];
}

/** Which of the three accounts this one is of the kind of, 0 to 2. */
export function kindOfAccount(id: string): number {
  const at = ACCOUNTS.findIndex((account) => account.id === id);
  return at >= 0 ? at : Number(id) % ACCOUNTS.length;
}

/** The primary account: the roles of all accounts trust it. */
export const PRIMARY_ACCOUNT = ACCOUNTS[0].id;
