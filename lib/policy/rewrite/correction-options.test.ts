import { describe, expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import type { CorrectionOptions } from "./correction.ts";
import { allow, correctSample, documentOf, failedChecks, findBySid } from "./sample-role.ts";

describe("the options", () => {
  const broad = allow(["ssm:SendCommand", "ssm:StartSession", "ssm:TerminateSession"], "*");
  const account = parseAccountId("111111111111");
  const region = parseRegionName("eu-west-1");

  it.each<[string, Partial<CorrectionOptions>]>([
    ["Run Command only", { portForwarding: false }],
    ["Linux only", { linuxOnly: true }],
    ["no hybrid nodes", { hybrid: false }],
    ["one account", { accounts: account === undefined ? [] : [account] }],
    ["one region", { regions: region === undefined ? [] : [region] }],
    ["any session", { ownSessionsOnly: false }],
    ["no guard", { guard: false }],
    ["another tag", { tag: { key: "acme:forensics", value: "yes, please" } }],
  ])("%s: pass their own proof, whether the role named the actions, meant them by a wildcard, or is shipped", (_, more) => {
    for (const statement of [broad, allow("ssm:*", "*"), allow("*", "*")])
      expect(failedChecks(correctSample([statement], more))).toEqual([]);
    for (const json of [ACQUISITION_POLICY, CROSS_ACCOUNT_POLICY, TERRAFORM_POLICY])
      expect(failedChecks(correctSample(documentOf(json).Statement, more))).toEqual([]);
  });

  it("take sessions away altogether", () => {
    const correction = correctSample([allow("ssm:StartSession", "*", { Sid: "Gone" }), allow("ssm:SendCommand", "*")], {
      portForwarding: false,
    });
    expect(JSON.stringify(correction.policies)).not.toContain("Session");
    expect(correction.changes[0]).toMatchObject({ before: 0, after: [], reason: "empty" });
  });

  it("write accounts and regions out", () => {
    const places = { accounts: account === undefined ? [] : [account], regions: region === undefined ? [] : [region] };
    expect(findBySid(correctSample([broad], places), "CadoSessionDocuments")?.Resource).toEqual([
      "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession",
      "arn:aws:ssm:eu-west-1:111111111111:document/SSM-SessionManagerRunShell",
    ]);
  });
});
