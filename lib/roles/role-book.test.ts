import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountNumbered, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { isReadRole, type RolesAnswer } from "./role-answer.ts";
import { RoleBook } from "./role-book.ts";

const [PROD, CORP, LABS] = ["111111111111", "222222222222", "333333333333"].map(accountNumbered);
const ACCOUNTS = [PROD, CORP, LABS].flatMap((account) => (account === undefined ? [] : [{ account, role: null }]));
const READ_S3 = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };

let world: StandInSweep;
beforeEach(async () => {
  world = await startStandInSweep({ instances: 20, seed: 1 });
});
afterEach(() => world.close());

function book(accounts: ConstructorParameters<typeof RoleBook>[0]["accounts"] = ACCOUNTS, role: string | null = null) {
  return new RoleBook({ aws: world.aws, accounts, role });
}

function summary({ roles }: RolesAnswer): string[] {
  return roles.map((role) => `${role.account} ${isReadRole(role) ? role.roleName : role.problem.action}`);
}

describe("RoleBook", () => {
  it("reads every account in the configuration's order, a denied one as a problem in its place", async () => {
    await world.setFaults([{ kind: "deny", where: { operation: "ListRoles", account: CORP } }]);
    expect(summary(await book().read())).toEqual([
      `${PROD} CadoResponseRole`,
      `${CORP} iam:ListRoles`,
      `${LABS} CadoResponseRole`,
    ]);
  });

  it("keeps what it read until it is asked to read anew", async () => {
    const roles = book();
    const before = await roles.read();
    world.standIn.estate.putInlinePolicy(CORP ?? "", "CadoResponseRole", "Later", READ_S3);
    expect(await roles.read()).toBe(before);
    const after = await roles.refresh();
    const names = after.roles
      .filter(isReadRole)
      .find(({ account }) => account === CORP)
      ?.policies.map(({ name }) => name);
    expect(names).toContain("Later");
    expect(await roles.read()).toBe(after);
  });

  it("reads once for all who ask at the same time", async () => {
    const roles = book();
    const [one, other] = await Promise.all([roles.read(), roles.read()]);
    expect(one).toBe(other);
  });

  it("does not answer a request to read anew with what was being read before it", async () => {
    const roles = book();
    const [before, after] = await Promise.all([roles.read(), roles.refresh()]);
    expect(after).not.toBe(before);
  });

  it("takes an account's own name for the role before the one for all", async () => {
    world.standIn.estate.addRole(PROD ?? "", "Special");
    const accounts = ACCOUNTS.map((entry) => (entry.account === PROD ? { ...entry, role: "Special" } : entry));
    expect(summary(await book(accounts, "CadoResponseRole").read())[0]).toBe(`${PROD} Special`);
  });

  it("reads the account of the current credentials where none is configured, with the name for all", async () => {
    world.standIn.estate.addRole(PROD ?? "", "Special");
    expect(summary(await book([], "Special").read())).toEqual([`${PROD} Special`]);
  });

  it("throws where not even the account is known, and tries again the next time", async () => {
    const roles = book([]);
    await world.setFaults([{ kind: "expire-credentials", where: {} }]);
    await expect(roles.read()).rejects.toMatchObject({ fault: "credentials" });
    await world.setFaults([]);
    expect(summary(await roles.read())).toEqual([`${PROD} CadoResponseRole`]);
  });
});
