import type { EstateAccount } from "./accounts.ts";
import type { EstateCell } from "./cell.ts";
import type { EstateRegion } from "./regions.ts";
import type { PolicyJson, RoleRecord } from "./roles/role-record.ts";

export type EstateOptions = {
  /** EC2 instances over the whole estate, hidden, stopped and just terminated ones included; 6 to 1,000,000. */
  instances: number;
  seed: number;
  /** The estate's "now", epoch milliseconds: launch times and pings lie before it. */
  nowMs: number;
};

/** The truth of the stand-in: what exists, and what was changed since. Hybrid nodes come on top of `instances`. */
export type Estate = {
  readonly options: EstateOptions;
  readonly accounts: readonly EstateAccount[];
  readonly regions: readonly EstateRegion[];
  /** Every account in every enabled region, 51. */
  readonly cells: readonly EstateCell[];
  /** The cell, or undefined where the account is not of the estate or the region is not enabled. */
  cell(account: string, region: string): EstateCell | undefined;
  /** An organization's policy denies everything here, to every principal. The cell has nodes all the same. */
  readonly deniedCell: { readonly account: string; readonly region: string };
  /** The role of that name, or undefined. */
  findRole(account: string, name: string): RoleRecord | undefined;
  /** Adds or replaces an inline policy, as iam:PutRolePolicy. Throws where there is no such role. */
  putInlinePolicy(account: string, roleName: string, policyName: string, document: PolicyJson): void;
};

/**
 * Makes an estate. The same options give the same estate, byte for byte.
 * Throws RangeError for a number of instances outside 6..1,000,000.
 */
export function createEstate(options: EstateOptions): Estate {
  throw new Error(`The estate of ${options.instances} instances cannot be made yet.`);
}
