import { ACCOUNTS, type EstateAccount, manyAccounts } from "./accounts.ts";
import { CAST } from "./cast.ts";
import type { EstateCell } from "./cell.ts";
import { type CellPlace, cellSizes, evenSizes, hybridSizes, oneCellSizes } from "./cell-sizes.ts";
import { CellStore } from "./cell-store.ts";
import { drawInstances } from "./draw-instances.ts";
import { drawHybridNodes } from "./hybrid-nodes.ts";
import { createNodeIds } from "./node-ids.ts";
import { placeCast } from "./place-cast.ts";
import { createRandom } from "./random.ts";
import { ENABLED_REGIONS, type EstateRegion, REGIONS } from "./regions.ts";
import { createAccountRoles, createRole } from "./roles/account-roles.ts";
import type { ManagedPolicyRecord, PolicyJson, RoleRecord } from "./roles/role-record.ts";

export type EstateOptions = {
  /** EC2 instances over the whole estate, hidden, stopped and just terminated ones included; 6 to 1,000,000. */
  instances: number;
  seed: number;
  /** The estate's "now", epoch milliseconds: launch times and pings lie before it. */
  nowMs: number;
  /**
   * `one-cell`: every instance in one account and region, and no hybrid nodes. `even`: 50 accounts, as many instances in
   * each of their 850 cells; `heavy`: the same with 23 % of them in one cell. Default `company`.
   */
  shape?: EstateShape;
};

export const ESTATE_SHAPES = ["company", "one-cell", "even", "heavy"] as const;
export type EstateShape = (typeof ESTATE_SHAPES)[number];

/** The truth of the stand-in: what exists, and what was changed since. Hybrid nodes come on top of `instances`. */
export type Estate = {
  readonly options: EstateOptions;
  readonly accounts: readonly EstateAccount[];
  readonly regions: readonly EstateRegion[];
  /** Every account in every enabled region: 51, or 850 where there are 50 accounts. */
  readonly cells: readonly EstateCell[];
  /** The cell, or undefined where the account is not of the estate or the region is not enabled. */
  cell(account: string, region: string): EstateCell | undefined;
  /** An organization's policy denies everything here, to every principal. The cell has nodes all the same. */
  readonly deniedCell: { readonly account: string; readonly region: string };
  /** The role of that name, or undefined. */
  findRole(account: string, name: string): RoleRecord | undefined;
  /** Adds or replaces an inline policy, as iam:PutRolePolicy. Throws where there is no such role. */
  putInlinePolicy(account: string, roleName: string, policyName: string, document: PolicyJson): void;
  /** Sets or takes away the permissions boundary, as iam:PutRolePermissionsBoundary. Throws where there is no such role. */
  putBoundary(account: string, roleName: string, policy: ManagedPolicyRecord | null): void;
  /** Adds a role without policies. Throws where there is no such account. */
  addRole(account: string, name: string): void;
  /** Takes a role away, as iam:DeleteRole. */
  deleteRole(account: string, name: string): void;
};

const FEWEST = 6;
const MOST = 1_000_000;
const MANY_ACCOUNTS = 50;
const HEAVY_SHARE = 0.23;

/**
 * Makes an estate. The same options give the same estate, byte for byte.
 * Throws RangeError for a number of instances outside 6..1,000,000.
 */
export function createEstate(options: EstateOptions): Estate {
  const { instances, seed, nowMs, shape = "company" } = options;
  if (!Number.isInteger(instances) || instances < FEWEST || instances > MOST) {
    throw new RangeError(`An estate has ${FEWEST} to ${MOST} instances, not ${instances}.`);
  }
  const deniedCell = { account: "222222222222", region: "eu-south-1" };
  const cells = createCells(options, deniedCell);
  const byPlace = new Map(cells.map((cell) => [`${cell.account}/${cell.region}`, cell]));
  const rolesByAccount = accountsOf(shape).map((account) => ({ account, roles: createAccountRoles(account.id, nowMs) }));
  const rolesOf = (id: string) => rolesByAccount.find(({ account }) => account.id === id)?.roles.all;
  const findRole = (account: string, name: string) => rolesOf(account)?.find((role) => role.name === name);
  const requireRole = (account: string, name: string) => {
    const role = findRole(account, name);
    if (role === undefined) throw new Error(`There is no role ${name} in ${account}.`);
    return role;
  };

  return {
    options: { instances, seed, nowMs, shape },
    accounts: rolesByAccount.map(({ account, roles: { cado, all } }) => ({ ...account, cadoRole: cado, roles: all })),
    regions: REGIONS,
    cells,
    cell: (account, region) => byPlace.get(`${account}/${region}`),
    deniedCell,
    findRole,
    putInlinePolicy(account, roleName, policyName, document) {
      requireRole(account, roleName).inline.set(policyName, document);
    },
    putBoundary(account, roleName, policy) {
      requireRole(account, roleName).boundary = policy;
    },
    addRole(account, name) {
      const roles = rolesOf(account);
      if (roles === undefined) throw new Error(`There is no account ${account} in the estate.`);
      roles.push(createRole({ account, name, nowMs }));
    },
    deleteRole(account, name) {
      const roles = rolesOf(account) ?? [];
      const at = roles.findIndex((role) => role.name === name);
      if (at >= 0) roles.splice(at, 1);
    },
  };
}

function accountsOf(shape: EstateShape): readonly { id: string; label: string }[] {
  return shape === "even" || shape === "heavy" ? manyAccounts(MANY_ACCOUNTS) : ACCOUNTS;
}

function sizesOf(shape: EstateShape, places: readonly CellPlace[], instances: number, seed: number): number[] {
  if (shape === "one-cell") return oneCellSizes(places, instances);
  if (shape === "company") return cellSizes(places, instances, createRandom(seed, 1));
  return evenSizes(places, instances, shape === "heavy" ? HEAVY_SHARE : 0);
}

function createCells({ instances, seed, nowMs, shape = "company" }: EstateOptions, denied: Estate["deniedCell"]): EstateCell[] {
  const now = Math.floor(nowMs / 1000);
  const ids = createNodeIds(seed);
  const places = accountsOf(shape).flatMap(({ id: account }) => ENABLED_REGIONS.map((region) => ({ account, region })));
  const sizes = sizesOf(shape, places, instances, seed);
  const hybrids = shape === "one-cell" ? [] : hybridSizes(places, instances, shape !== "company");
  const stages = places.map(({ account, region }, at) => ({
    account,
    region,
    count: sizes[at] ?? 0,
    hostManagement: account === "333333333333" || region === "us-west-2",
    denied: account === denied.account && region === denied.region,
  }));
  const cast = placeCast(CAST, stages);

  return stages.map(({ account, region, count, hostManagement }, number) => {
    const random = createRandom(seed, 2, number);
    const drawn = drawInstances({ account, region, hostManagement, count, cast: cast[number] ?? [], now }, random);
    return new CellStore({
      number,
      account,
      region,
      drawn,
      hybrids: drawHybridNodes(hybrids[number] ?? 0, now, random),
      ids,
      seed,
      nowMs,
    });
  });
}
