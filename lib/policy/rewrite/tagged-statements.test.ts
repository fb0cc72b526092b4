import { describe, expect, it } from "vitest";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "../evaluate.ts";
import { checkRequests } from "./check-requests.ts";
import type { CorrectionOptions } from "./correction.ts";
import { defaultCorrection } from "./correction-options.ts";
import { taggedStatements } from "./tagged-statements.ts";

const OPTIONS = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });
const ACCOUNTS = ["111111111111", "222222222222"].flatMap((id) => parseAccountId(id) ?? []);
const REGIONS = ["eu-west-1", "us-east-1"].flatMap((name) => parseRegionName(name) ?? []);

const CASES: readonly (readonly [string, Partial<CorrectionOptions>])[] = [
  ["all of it", {}],
  ["Run Command only", { portForwarding: false }],
  ["Linux only", { linuxOnly: true }],
  ["no hybrid nodes", { hybrid: false }],
  ["two accounts", { accounts: ACCOUNTS }],
  ["two regions", { regions: REGIONS }],
  ["two accounts in two regions", { accounts: ACCOUNTS, regions: REGIONS }],
  ["any session", { ownSessionsOnly: false }],
  [
    "the least",
    { portForwarding: false, linuxOnly: true, hybrid: false, accounts: ACCOUNTS.slice(0, 1), regions: REGIONS.slice(0, 1) },
  ],
];

describe.each(CASES)("%s", (_, more) => {
  const options = { ...OPTIONS, ...more };
  const document = { Version: "2012-10-17", Statement: taggedStatements(options) };
  const authorize = createAuthorize({ identity: [document] });
  const { needed, refused } = checkRequests([{ name: "", kind: "unknown", document }], options);

  it("allows by itself what Cado needs", () => {
    for (const { name, request } of needed) expect([name, authorize(request).result]).toEqual([name, "allowed"]);
  });

  it("denies what it must not have", () => {
    for (const { name, request } of refused) expect([name, authorize(request).result]).toEqual([name, "denied"]);
  });
});

it.each(PARTITIONS)("names nothing outside of %s", (partition) => {
  const text = JSON.stringify(taggedStatements({ ...OPTIONS, partition }));
  expect(text.match(/arn:[^:]*/g)?.every((start) => start === `arn:${partition}`)).toBe(true);
});

it("writes accounts and regions out, and AWS's own documents without an account", () => {
  const [nodes, documents, , sessionDocuments, sessions] = taggedStatements({
    ...OPTIONS,
    accounts: ACCOUNTS,
    regions: REGIONS.slice(0, 1),
  });
  expect(nodes?.Resource).toEqual([
    "arn:aws:ec2:eu-west-1:111111111111:instance/*",
    "arn:aws:ec2:eu-west-1:222222222222:instance/*",
    "arn:aws:ssm:eu-west-1:111111111111:managed-instance/*",
    "arn:aws:ssm:eu-west-1:222222222222:managed-instance/*",
  ]);
  expect(documents?.Resource).toEqual([
    "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
    "arn:aws:ssm:eu-west-1::document/AWS-RunPowerShellScript",
  ]);
  expect(sessionDocuments?.Resource).toEqual([
    "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession",
    "arn:aws:ssm:eu-west-1:111111111111:document/SSM-SessionManagerRunShell",
    "arn:aws:ssm:eu-west-1:222222222222:document/SSM-SessionManagerRunShell",
  ]);
  expect(sessions?.Resource).toEqual([
    "arn:aws:ssm:eu-west-1:111111111111:session/*",
    "arn:aws:ssm:eu-west-1:222222222222:session/*",
  ]);
});
