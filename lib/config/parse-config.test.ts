import { describe, expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

const ROLE = "arn:aws:iam::222222222222:role/CadoReach";

function titles(value: unknown): readonly string[] {
  const result = parseConfig(value);
  return result.ok ? [] : result.problems.map((problem) => problem.title);
}

describe("parseConfig", () => {
  it("means the current account, the documented tag and the documented tagged policy where nothing is said", () => {
    expect(parseConfig({})).toEqual({
      ok: true,
      config: {
        accounts: [],
        tag: { key: "CadoResponseSSMEnabled", value: "True" },
        role: null,
        policy: "documented-tagged",
        tagging: { confirmAbove: 500, confirmShare: 0.2, referenceRequired: false, planMinutes: 15, sessionPolicy: false },
        sweep: { ssm: "properties", splitHeavyCells: true },
        retention: { auditDays: null, historyDays: null, jobDays: null },
        webhooks: [],
      },
    });
  });

  it("fills in what an account leaves out", () => {
    const result = parseConfig({
      accounts: [
        { account: "111111111111" },
        { account: "222222222222", roleArn: ROLE, externalId: "x1", regions: ["eu-west-1"] },
      ],
    });
    expect(result).toMatchObject({
      ok: true,
      config: {
        accounts: [
          { account: "111111111111", label: "", roleArn: null, externalId: null, role: null, regions: null },
          { account: "222222222222", label: "", roleArn: ROLE, externalId: "x1", role: null, regions: ["eu-west-1"] },
        ],
      },
    });
  });

  it("takes the name of Cado's role for every account and for one, and the role itself as the policy in force", () => {
    const accounts = [{ account: "111111111111", role: "IncidentResponse" }];
    expect(parseConfig({ role: "CadoResponseRole", policy: "role", accounts })).toMatchObject({
      ok: true,
      config: { role: "CadoResponseRole", policy: "role", accounts: [{ role: "IncidentResponse" }] },
    });
  });

  it("tells every error at once, each with its path", () => {
    const result = titles({
      accounts: [
        { account: 111111111111 },
        {
          account: "222222222222",
          roleArn: "arn:aws:iam::333333333333:role/CadoReach",
          regions: ["eu-west-1", "Europe", "eu-west-1"],
        },
      ],
      tag: { key: "aws:x", value: "True" },
      policy: "strict",
      colour: "red",
    });
    const paths = result.map((title) => title.split(":")[0]);
    expect(new Set(paths)).toEqual(new Set(["accounts[0].account", "accounts[1].regions[1]", "tag.key", "policy", "colour"]));
  });

  it.each<[string, unknown, string]>([
    ["an account that is not 12 digits", { accounts: [{ account: "12" }] }, "accounts[0].account"],
    ["a role that is no role ARN", { accounts: [{ account: "222222222222", roleArn: "CadoReach" }] }, "accounts[0].roleArn"],
    ["a role of another account", { accounts: [{ account: "111111111111", roleArn: ROLE }] }, "accounts[0].roleArn"],
    ["an ExternalId without a role", { accounts: [{ account: "111111111111", externalId: "abc" }] }, "accounts[0].externalId"],
    [
      "an ExternalId of one character",
      { accounts: [{ account: "222222222222", roleArn: ROLE, externalId: "x" }] },
      "accounts[0].externalId",
    ],
    ["an empty list of regions", { accounts: [{ account: "111111111111", regions: [] }] }, "accounts[0].regions"],
    [
      "a region twice",
      { accounts: [{ account: "111111111111", regions: ["eu-west-1", "eu-west-1"] }] },
      "accounts[0].regions[1]",
    ],
    [
      "an account twice",
      {
        accounts: [
          { account: "222222222222", roleArn: ROLE },
          { account: "222222222222", roleArn: ROLE },
        ],
      },
      "accounts[1].account",
    ],
    [
      "two accounts of the current credentials",
      { accounts: [{ account: "111111111111" }, { account: "222222222222" }] },
      "accounts[1].roleArn",
    ],
    ["a member that is not known", { accounts: [{ account: "111111111111", rolearn: ROLE }] }, "accounts[0].rolearn"],
    ["a role's ARN in the place of its name", { role: "arn:aws:iam::222222222222:role/CadoResponseRole" }, "role"],
    ["an account's role without a name", { accounts: [{ account: "111111111111", role: "" }] }, "accounts[0].role"],
    ["a role's name that is too long", { role: "r".repeat(65) }, "role"],
    ["a policy that is none of those that can be in force", { policy: "as-read" }, "policy"],
    ["a tag key of AWS's own", { tag: { key: "AWS:x", value: "" } }, "tag.key"],
    ["a tag key that is too long", { tag: { key: "k".repeat(128), value: "" } }, "tag.key"],
    ["a tag without a value", { tag: { key: "k" } }, "tag.value"],
    ["no object", [], "The file"],
  ])("refuses %s and says where", (_what, value, path) => {
    const result = titles(value);
    expect(result).toHaveLength(1);
    expect(result[0]?.startsWith(`${path}: `)).toBe(true);
  });
});
