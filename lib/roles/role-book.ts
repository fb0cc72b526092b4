import "server-only";
import { type AwsAccess, getAwsAccess } from "#lib/aws/aws-access.ts";
import { callerAccount } from "#lib/aws/caller-identity.ts";
import { readRole } from "#lib/aws/read-role.ts";
import { type AccountConfig, getConfig } from "#lib/config/config.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import { inParallel } from "#lib/tagging/in-parallel.ts";
import type { AccountRole, RolesAnswer } from "./role-answer.ts";

export type RoleBookOptions = {
  aws: AwsAccess;
  /** Empty: the account of the current credentials. */
  accounts: readonly Pick<AccountConfig, "account" | "role">[];
  /** The role's name where an account does not say another; null: it is looked for. */
  role: string | null;
};

/** Accounts that are read at the same time. */
const ACCOUNTS_AT_ONCE = 8;

/** What has a say in a request as well and cannot be seen from the role's account. */
const NOT_READ = ["service control policies", "resource control policies", "session policies", "VPC endpoint policies"] as const;

/** Cado's role in every account, read from IAM when somebody first asks, and kept until somebody asks for it anew. */
export class RoleBook {
  readonly #options: RoleBookOptions;
  #reading: Promise<RolesAnswer> | undefined;
  #next: Promise<RolesAnswer> | undefined;

  constructor(options: RoleBookOptions) {
    this.#options = options;
  }

  /**
   * What was read last, else what is being read. An account that cannot be read is a problem in its place. Throws
   * AwsError where not even the account is known; then the next call tries again.
   */
  read(): Promise<RolesAnswer> {
    this.#reading ??= this.#begin();
    return this.#reading;
  }

  /** Reads everything once more. What is being read already may be of before: that is waited for, then it is read again. */
  refresh(): Promise<RolesAnswer> {
    this.#next ??= Promise.allSettled([this.#reading]).then(() => {
      this.#next = undefined;
      this.#reading = this.#begin();
      return this.#reading;
    });
    return this.#next;
  }

  #begin(): Promise<RolesAnswer> {
    const reading = this.#readAll().catch((error: unknown) => {
      this.#reading = undefined;
      throw error;
    });
    return reading;
  }

  async #readAll(): Promise<RolesAnswer> {
    const { aws, accounts, role } = this.#options;
    const signal = new AbortController().signal;
    const asked =
      accounts.length > 0 ? accounts : [{ account: await callerAccount(aws.sts, aws.limits.callMs, signal), role: null }];
    const read = new Map<AccountId, AccountRole>();
    await inParallel(asked, ACCOUNTS_AT_ONCE, async ({ account, role: own }) => {
      const reading = await readRole(aws.iam(account), { roleName: own ?? role, signal });
      read.set(account, reading.ok ? reading.role : { account, problem: reading.problem });
    });
    const roles = asked.flatMap(({ account }) => read.get(account) ?? []);
    return { readAt: new Date().toISOString(), notRead: NOT_READ, roles };
  }
}

// Next bundles every route by itself; there is one book for all of them.
const memory = globalThis as { cadoReachRoles?: RoleBook };

/** The dashboard's own, as the configuration says. */
export function getRoleBook(): RoleBook {
  const { accounts, role } = getConfig();
  memory.cadoReachRoles ??= new RoleBook({ aws: getAwsAccess(), accounts, role });
  return memory.cadoReachRoles;
}
