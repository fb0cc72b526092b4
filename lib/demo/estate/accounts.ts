import type { RoleRecord } from "./roles/role-record.ts";

export type EstateAccount = {
  /** Twelve digits. */
  id: string;
  label: string;
  /** The role that Cado assumes, one shipped generation in each account. Also among `roles`. */
  cadoRole: RoleRecord;
  roles: readonly RoleRecord[];
};
