import { describe, expect, it } from "vitest";
import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "./evaluate.ts";
import { findExemptionProblems } from "./guard-exemptions.ts";
import { GUARD_FORMS, type GuardForm, guardPolicy } from "./guard-policy.ts";
import { parsePolicyText } from "./parse-policy.ts";
import { POLICY_QUOTAS } from "./policy-size.ts";

const INSTANCE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const VOLUME = "arn:aws:ec2:eu-west-1:111111111111:volume/vol-0123456789abcdef0";
const SNAPSHOT = "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0";
const HYBRID = "arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-0123456789abcdef0";
const PARAMETER = "arn:aws:ssm:eu-west-1:111111111111:parameter/x";
const KEY = DOCUMENTED_TAG.key;
const CADO = "arn:aws:iam::111111111111:role/CadoResponseRole";
const ADMIN = "arn:aws:iam::111111111111:role/TagAdministrators";
const ALLOW_ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow" as const, Action: "*", Resource: "*" }] };

/** As the organization or the role would have it: full rights, with the guard on top. */
function ask(form: GuardForm, request: Partial<AuthorizationRequest>, exempt: readonly string[] = [ADMIN], caller = CADO) {
  const guard = guardPolicy({ form, partition: "aws", tag: DOCUMENTED_TAG, exempt });
  const set = form === "scp" ? { identity: [ALLOW_ALL], scps: [[ALLOW_ALL, guard]] } : { identity: [ALLOW_ALL], boundary: guard };
  const context = { "aws:PrincipalArn": caller, ...request.context };
  return createAuthorize(set)({ action: "", resource: "", ...request, context }).result;
}

function keys(...names: readonly string[]): AuthorizationRequest["context"] {
  return { "aws:TagKeys": names, ...Object.fromEntries(names.map((name) => [`aws:RequestTag/${name}`, "True"])) };
}

const CASES: readonly (readonly [string, string, string, AuthorizationRequest["context"], "denied" | "allowed"])[] = [
  ["the exact key", "ec2:CreateTags", INSTANCE, keys(KEY), "denied"],
  ["another letter case of the key", "ec2:CreateTags", INSTANCE, keys(KEY.toLowerCase()), "denied"],
  ["the key beside a name", "ec2:CreateTags", INSTANCE, keys("Name", KEY), "denied"],
  ["the key in a launch", "ec2:CreateTags", INSTANCE, { ...keys(KEY), "ec2:CreateAction": "RunInstances" }, "denied"],
  ["another key", "ec2:CreateTags", INSTANCE, keys("Owner"), "allowed"],
  ["the key on a volume", "ec2:CreateTags", VOLUME, keys(KEY), "allowed"],
  ["the key on a snapshot", "ec2:CreateTags", SNAPSHOT, keys(KEY), "allowed"],
  ["taking the key away", "ec2:DeleteTags", INSTANCE, { "aws:TagKeys": [KEY] }, "denied"],
  ["taking another letter case away", "ec2:DeleteTags", INSTANCE, { "aws:TagKeys": [KEY.toUpperCase()] }, "denied"],
  ["taking another key away", "ec2:DeleteTags", INSTANCE, { "aws:TagKeys": ["Owner"] }, "allowed"],
  ["taking all away", "ec2:DeleteTags", INSTANCE, {}, "denied"],
  ["taking all away from a volume", "ec2:DeleteTags", VOLUME, {}, "allowed"],
  ["a launch with the key", "ec2:RunInstances", INSTANCE, keys(KEY), "denied"],
  ["a launch with another key", "ec2:RunInstances", INSTANCE, keys("Name"), "allowed"],
  ["a launch without tags", "ec2:RunInstances", INSTANCE, {}, "allowed"],
  ["the volume of a launch with the key", "ec2:RunInstances", VOLUME, keys(KEY), "allowed"],
  ["a hybrid node's key", "ssm:AddTagsToResource", HYBRID, keys(KEY), "denied"],
  ["a hybrid node's key in another case", "ssm:AddTagsToResource", HYBRID, keys(KEY.toLowerCase()), "denied"],
  ["a hybrid node's other key", "ssm:AddTagsToResource", HYBRID, keys("Owner"), "allowed"],
  ["a parameter's key", "ssm:AddTagsToResource", PARAMETER, keys(KEY), "allowed"],
  ["taking a hybrid node's key away", "ssm:RemoveTagsFromResource", HYBRID, { "aws:TagKeys": [KEY] }, "denied"],
  ["anything else", "ec2:TerminateInstances", INSTANCE, {}, "allowed"],
];

describe.each(GUARD_FORMS)("the guard as %s", (form) => {
  it.each(CASES)("%s: %s", (_, action, resource, context, expected) => {
    expect(ask(form, { action, resource, context })).toBe(expected);
  });

  it("leaves the exempted principals alone, and nobody who only looks like one", () => {
    const set = { action: "ec2:CreateTags", resource: INSTANCE, context: keys(KEY) };
    const wipe = { action: "ec2:DeleteTags", resource: INSTANCE, context: {} };
    for (const request of [set, wipe]) {
      expect(ask(form, request, [ADMIN], ADMIN)).toBe("allowed");
      expect(ask(form, request, ["arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*"], ADMIN)).toBe("denied");
      expect(ask(form, request, [], ADMIN)).toBe("denied");
      expect(ask(form, request, [ADMIN], `${ADMIN}2`)).toBe("denied");
    }
  });

  it("exempts nobody by a pattern that takes in Cado's role", () => {
    const set = { action: "ec2:CreateTags", resource: INSTANCE, context: keys(KEY) };
    expect(ask(form, set, ["arn:aws:iam::*:role/*"])).toBe("denied");
    expect(ask(form, set, ["arn:aws:iam::*:role/Cado*", ADMIN], ADMIN)).toBe("allowed");
  });

  it.each(PARTITIONS)("is a policy of %s that parses to itself and fits, white space and all", (partition) => {
    const exempt = [`arn:${partition}:iam::*:role/TagAdministrators`, `arn:${partition}:iam::111111111111:user/ops/*`];
    const guard = guardPolicy({ form, partition, tag: DOCUMENTED_TAG, exempt });
    const text = JSON.stringify(guard, null, 2);
    expect(parsePolicyText(text)).toEqual({ ok: true, document: guard });
    expect(text.length).toBeLessThan(POLICY_QUOTAS.scp / 3);
    expect(text).not.toMatch(new RegExp(`arn:(?!${partition}:)`));
  });
});

it("as a service control policy allows nothing, as a boundary everything else", () => {
  const effects = (form: GuardForm) =>
    guardPolicy({ form, partition: "aws", tag: DOCUMENTED_TAG, exempt: [] }).Statement.map(({ Effect }) => Effect);
  expect(effects("scp")).toEqual(["Deny", "Deny", "Deny"]);
  expect(effects("boundary")).toEqual(["Allow", "Deny", "Deny", "Deny"]);
});

describe("an exemption", () => {
  it.each([
    ADMIN,
    "arn:aws:iam::*:role/TagAdmin*",
    "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Tagging_*",
    "arn:aws:iam::111111111111:user/jane",
    "arn:aws:iam::111111111111:role/CadoReachRole",
  ])("%s is fine", (arn) => {
    expect(findExemptionProblems([arn], "aws")).toEqual([]);
  });

  it.each([
    ["*", "not the ARN"],
    ["", "not the ARN"],
    ["TagAdministrators", "not the ARN"],
    ["arn:aws:iam::111111111111:root", "not the ARN"],
    ["arn:aws:sts::111111111111:assumed-role/TagAdministrators/jane", "session"],
    ["arn:aws-cn:iam::111111111111:role/TagAdministrators", "partition"],
    ["arn:aws:iam::1111:role/TagAdministrators", "12 digits"],
    [CADO, "Cado's own"],
    ["arn:aws:iam::*:role/*", "Cado's own"],
    ["arn:aws:iam::*:role/Cado*", "Cado's own"],
    ["arn:aws:iam::*:role/*Role", "Cado's own"],
    ["arn:aws:iam::*:role/security/MyCadoResponse", "Cado's own"],
    ["arn:aws:iam::*:role/?arktraceForensics", "Cado's own"],
  ])("%s is not: %s", (arn, words) => {
    expect(findExemptionProblems([ADMIN, arn], "aws").map(({ title }) => title)).toEqual([expect.stringContaining(words)]);
  });
});
