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

/** The primary account: the roles of all accounts trust it. */
export const PRIMARY_ACCOUNT = ACCOUNTS[0].id;
