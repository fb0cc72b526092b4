import { beforeEach, describe, expect, test } from "vitest";
import { createEstate, type Estate } from "../estate.ts";
import { ADMIN_ROLE, CADO_ROLE, REACH_EXTERNAL_ID, REACH_ROLE } from "./account-roles.ts";
import type { PolicyJson, RoleRecord } from "./role-record.ts";

let estate: Estate;
beforeEach(() => {
  estate = createEstate({ instances: 6, seed: 1, nowMs: Date.UTC(2026, 10, 20) });
});

function statementsOf(role: RoleRecord | undefined) {
  const documents = [...(role?.inline.values() ?? []), ...(role?.attached.map(({ document }) => document) ?? [])];
  return documents.flatMap((document: PolicyJson) => (Array.isArray(document.Statement) ? document.Statement : []));
}

function withAction(account: string, action: string) {
  return statementsOf(estate.findRole(account, CADO_ROLE)).filter((statement) => statement.Action.includes(action));
}

describe("Cado's role", () => {
  test.each([
    ["111111111111", "RequiredForEc2TriageAndActions2", ["RequiredForEc2TriageAndActions"]],
    ["222222222222", "RequiredForMemoryForensics", ["RequiredForEc2ImportAndAmiImportScoped"]],
    ["333333333333", "RequiredForMemoryForensics", ["RequiredForEc2ImportAndAmiImport"]],
  ])(
    "in %s may send commands by %s, on instances and the two documents, and start sessions on anything",
    (account, sid, sessions) => {
      const commands = withAction(account, "ssm:SendCommand");
      expect(commands.map(({ Sid }) => Sid)).toEqual([sid]);
      expect(commands[0]).toMatchObject({
        Effect: "Allow",
        Resource: [
          "arn:aws:ec2:*:*:instance/*",
          "arn:aws:ssm:*::document/AWS-RunShellScript",
          "arn:aws:ssm:*::document/AWS-RunPowerShellScript",
        ],
      });
      expect(commands[0]).not.toHaveProperty("Condition");
      for (const action of ["ssm:StartSession", "ssm:TerminateSession", "ssm:GetCommandInvocation"]) {
        const statements = withAction(account, action);
        expect(statements.map(({ Sid }) => Sid)).toEqual(sessions);
        expect(statements[0]).toMatchObject({ Resource: "*" });
      }
    },
  );

  test("cannot tag itself in where it is of the newest generation, and can elsewhere", () => {
    const conditions = (account: string) => withAction(account, "ec2:CreateTags").map(({ Condition }) => Condition);
    expect(conditions("111111111111")).toEqual([{ StringEquals: { "ec2:CreateAction": "CreateSnapshot" } }]);
    expect(conditions("222222222222")).toEqual([undefined]);
    expect(conditions("333333333333")).toEqual([undefined]);
  });

  test("carries the statement by which Cado checks it, and Sids that are alphanumeric and unique", () => {
    for (const { id } of estate.accounts) {
      expect(withAction(id, "iam:SimulatePrincipalPolicy").map(({ Sid }) => Sid)).toEqual(["RequiredToCheckPolicy"]);
      const sids = statementsOf(estate.findRole(id, CADO_ROLE)).map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
      for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    }
  });

  test("has attached and inline policies between the three accounts", () => {
    const roles = estate.accounts.map(({ cadoRole }) => cadoRole);
    expect(roles.some((role) => role.attached.length > 0)).toBe(true);
    expect(roles.some((role) => role.inline.size > 0)).toBe(true);
  });
});

test("every account has the dashboard's role, with an ExternalId, and the administrators' without", () => {
  for (const { id, roles, cadoRole } of estate.accounts) {
    expect(roles.map(({ name }) => name)).toEqual([CADO_ROLE, REACH_ROLE, ADMIN_ROLE]);
    expect(cadoRole.arn).toBe(`arn:aws:iam::${id}:role/CadoResponseRole`);
    expect(estate.findRole(id, REACH_ROLE)?.trust.externalId).toBe(REACH_EXTERNAL_ID);
    expect(estate.findRole(id, ADMIN_ROLE)?.trust.externalId).toBeNull();
    for (const role of roles) expect(role.roleId).toMatch(/^AROA[0-9A-F]{17}$/);
  }
});

test("an inline policy can be put on a role, seen by who holds the role already, and not on one that does not exist", () => {
  const document = { Version: "2012-10-17", Statement: [] };
  const held = estate.accounts[1]?.cadoRole;
  estate.putInlinePolicy("222222222222", CADO_ROLE, "Extra", document);
  expect(held?.inline.get("Extra")).toEqual(document);
  expect(estate.findRole("111111111111", CADO_ROLE)?.inline.has("Extra")).toBe(false);
  expect(() => estate.putInlinePolicy("222222222222", "Nobody", "Extra", document)).toThrow();
});
