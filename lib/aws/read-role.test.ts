import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountNumbered, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import { readRole } from "./read-role.ts";

const PROD = accountNumbered("111111111111");
const CORP = accountNumbered("222222222222");
const CADO = "CadoResponseRole";
const READ_S3 = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };

let world: StandInSweep;
beforeEach(async () => {
  world = await startStandInSweep({ instances: 20, seed: 1 });
});
afterEach(() => world.close());

function read(account: AccountId, roleName: string | null = null) {
  return readRole(world.aws.iam(account), { roleName, signal: new AbortController().signal });
}

describe("readRole", () => {
  it("finds the role by what Cado's roles are called, and reads an attached policy to the letter", async () => {
    const [attached] = world.standIn.estate.findRole(PROD, CADO)?.attached ?? [];
    expect(await read(PROD)).toEqual({
      ok: true,
      role: {
        account: PROD,
        roleName: CADO,
        roleArn: `arn:aws:iam::${PROD}:role/${CADO}`,
        policies: [{ name: "CadoResponseAcquisitionPolicy", kind: "managed", document: attached?.document }],
        boundary: null,
        otherMatches: [],
      },
    });
  });

  it("reads every inline policy of another account, page by page, in the order of their names", async () => {
    const { estate } = world.standIn;
    const names = ["e", "b", "d", "a", "c"];
    for (const name of names) estate.putInlinePolicy(CORP, CADO, name, { ...READ_S3, Id: name });
    const reading = await read(CORP);
    const policies = reading.ok ? reading.role.policies : [];
    expect(policies.map(({ name }) => name)).toEqual(["CadoResponseCrossAccountPolicy", "a", "b", "c", "d", "e"]);
    expect(policies.every(({ kind }) => kind === "inline")).toBe(true);
    expect(policies.find(({ name }) => name === "d")?.document).toEqual({ ...READ_S3, Id: "d" });
  });

  it("reads the permissions boundary", async () => {
    const arn = `arn:aws:iam::${CORP}:policy/Boundary`;
    world.standIn.estate.putBoundary(CORP, CADO, { arn, name: "Boundary", versionId: "v1", document: READ_S3 });
    expect(await read(CORP)).toMatchObject({
      ok: true,
      role: { boundary: { name: "Boundary", kind: "managed", document: READ_S3 } },
    });
  });

  it("takes the first of several by name, and says which others there are", async () => {
    for (const name of ["DarktraceForensicsRole", "ACadoResponseRole", "cadoresponse", "Unrelated"])
      world.standIn.estate.addRole(PROD, name);
    expect(await read(PROD)).toMatchObject({
      ok: true,
      role: { roleName: "ACadoResponseRole", policies: [], otherMatches: [CADO, "DarktraceForensicsRole"] },
    });
  });

  it("reads the role that is named, whatever it is called, and lists none", async () => {
    world.standIn.estate.addRole(PROD, "IncidentResponse");
    await world.setFaults([{ kind: "deny", where: { operation: "ListRoles" } }]);
    expect(await read(PROD, "IncidentResponse")).toMatchObject({
      ok: true,
      role: { roleName: "IncidentResponse", otherMatches: [] },
    });
  });

  it("says that a role that is named is not there", async () => {
    const problem = { code: expect.stringMatching(/^NoSuchEntity/), action: "iam:GetRole", account: PROD };
    expect(await read(PROD, "Nope")).toMatchObject({ ok: false, problem });
  });

  it.each([
    ["a document with a member that IAM does not have", { ...READ_S3, Statements: [] }],
    ["a statement without an effect", { Version: "2012-10-17", Statement: [{ Action: "s3:*", Resource: "*" }] }],
    ["no statements", { Version: "2012-10-17", Statement: [] }],
  ])("makes the whole role a problem that names the policy where one of them has %s", async (_what, document) => {
    world.standIn.estate.putInlinePolicy(CORP, CADO, "Odd one", document);
    const reading = await read(CORP);
    expect(reading).toMatchObject({
      ok: false,
      problem: { code: "policy-unreadable", account: CORP, action: "iam:GetRolePolicy" },
    });
    expect(reading.ok ? "" : reading.problem.title).toContain("Odd one");
  });

  it.each(["ListRoles", "GetRole", "ListRolePolicies", "ListAttachedRolePolicies", "GetPolicy", "GetPolicyVersion"])(
    "names the action where iam:%s is denied, and gives no part of the role",
    async (operation) => {
      await world.setFaults([{ kind: "deny", where: { operation } }]);
      const problem = {
        code: "AccessDenied",
        action: `iam:${operation}`,
        account: PROD,
        remedy: expect.stringContaining(operation),
      };
      expect(await read(PROD)).toMatchObject({ ok: false, problem });
    },
  );

  it.each<[string, FaultInput, object]>([
    ["no answer comes", { kind: "hang", where: { service: "iam" } }, { code: "TimeoutError" }],
    ["the account lets nobody in", { kind: "deny", where: { operation: "AssumeRole" } }, { action: "sts:AssumeRole" }],
  ])("is a problem where %s", async (_what, fault, problem) => {
    await world.close();
    world = await startStandInSweep({ instances: 20, seed: 1, limits: { attemptMs: 200, callMs: 500, attempts: 2 } });
    await world.setFaults([fault]);
    expect(await read(CORP)).toMatchObject({ ok: false, problem: { account: CORP, ...problem } });
  });

  it("gets through throttling", async () => {
    await world.setFaults([{ kind: "throttle", where: { service: "iam" }, percent: 40 }]);
    expect(await read(CORP)).toMatchObject({ ok: true });
  });

  it("says what it looked for where no role is called as Cado's are", async () => {
    world.standIn.estate.deleteRole(PROD, CADO);
    expect(await read(PROD)).toMatchObject({
      ok: false,
      problem: { code: "no-cado-role", action: "iam:ListRoles", account: PROD },
    });
  });

  it("never puts a role of another account under this account's name", async () => {
    await world.close();
    world = await startStandInSweep({ instances: 20, configure: (account) => ({ ...account, roleArn: null, externalId: null }) });
    expect(await read(CORP)).toMatchObject({ ok: false, problem: { code: "other-account", account: CORP } });
  });
});
