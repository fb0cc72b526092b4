import { describe, expect, it } from "vitest";
import { readPolicies } from "./read-policies.ts";

const role = (id: string, action: string) => `  ${id}:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: ${id}Policy
          PolicyDocument:
            Version: "2012-10-17"
            Statement: { Effect: Allow, Action: "${action}", Resource: "*" }
`;
const TEMPLATE = `Resources:\n${role("Cado", "ssm:SendCommand")}${role("Backup", "ec2:CreateTags")}`;

describe("a text with policies of several roles", () => {
  it("is not read as the union of them: it asks which role", () => {
    expect(readPolicies(TEMPLATE)).toMatchObject({
      ok: false,
      problems: [],
      unresolved: [{ name: "role", choices: ["Cado", "Backup"], places: [{ line: 8 }, { line: 16 }] }],
    });
    expect(readPolicies(TEMPLATE, { values: { role: "Nobody" } })).toMatchObject({ ok: false });
  });

  it("is read for the role that is named, and the others are said to be left out", () => {
    expect(readPolicies(TEMPLATE, { values: { role: "Backup" } })).toMatchObject({
      ok: true,
      policies: [{ name: "BackupPolicy", role: "Backup" }],
      skipped: [{ what: "a policy of the role Cado", place: { line: 8 } }],
    });
  });

  it("needs no choice where there is one role", () => {
    expect(readPolicies(`Resources:\n${role("Cado", "ssm:SendCommand")}`)).toMatchObject({ ok: true });
  });
});
