import { describe, expect, it } from "vitest";
import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "./evaluate.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";
import type { PolicySet } from "./policy-set.ts";
import { renderVariant, type VariantName } from "./variants.ts";

const INSTANCE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const HYBRID = "arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-0123456789abcdef0";
const SHELL = "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript";
const POWERSHELL = "arn:aws:ssm:eu-west-1::document/AWS-RunPowerShellScript";
const PORT = "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession";
const SESSION_DOCUMENT = "arn:aws:ssm:eu-west-1:111111111111:document/SSM-SessionManagerRunShell";
const SESSION = "arn:aws:ssm:eu-west-1:111111111111:session/cado-0123456789abcdef0";
const GOV_INSTANCE = "arn:aws-us-gov:ec2:us-gov-west-1:111111111111:instance/i-0123456789abcdef0";

type Context = AuthorizationRequest["context"];

function tagged(value: string, key = DOCUMENTED_TAG.key): Context {
  return { [`ssm:resourceTag/${key}`]: value };
}

function doc(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function ask(policies: PolicySet, action: string, resource: string, context: Context = {}) {
  return createAuthorize(policies)({ action, resource, context });
}

function underVariant(variant: VariantName, action: string, resource: string, context: Context = {}): string {
  return ask({ identity: [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })] }, action, resource, context).result;
}

describe("the documented pair", () => {
  it.each<[string, string, Context, string]>([
    ["ssm:SendCommand", INSTANCE, tagged("True"), "allowed"],
    ["ssm:SendCommand", INSTANCE, tagged("true"), "denied"],
    ["ssm:SendCommand", INSTANCE, tagged(""), "denied"],
    ["ssm:SendCommand", INSTANCE, {}, "denied"],
    ["ssm:SendCommand", INSTANCE, tagged("True", "cadoresponsessmenabled"), "allowed"],
    ["ssm:SendCommand", INSTANCE, tagged("true", "cadoresponsessmenabled"), "denied"],
    ["ssm:SendCommand", HYBRID, tagged("True"), "denied"],
    ["ssm:SendCommand", GOV_INSTANCE, tagged("True"), "denied"],
    ["ssm:SendCommand", SHELL, {}, "allowed"],
    ["ssm:SendCommand", POWERSHELL, {}, "allowed"],
    ["ssm:SendCommand", SESSION_DOCUMENT, {}, "denied"],
    ["ssm:StartSession", INSTANCE, tagged("True"), "allowed"],
    ["ssm:StartSession", SESSION_DOCUMENT, {}, "denied"],
    ["ssm:StartSession", PORT, {}, "denied"],
    ["ssm:TerminateSession", SESSION, {}, "denied"],
    ["ssm:DescribeInstanceInformation", "*", {}, "denied"],
    ["ssm:DescribeInstanceInformation", INSTANCE, tagged("True"), "denied"],
    ["ssm:GetCommandInvocation", "*", {}, "denied"],
  ])("%s on %s with %j: %s", (action, resource, context, result) => {
    expect(underVariant("documented-tagged", action, resource, context)).toBe(result);
  });
});

describe("the documented default", () => {
  it.each<[string, string, Context, string]>([
    ["ssm:SendCommand", INSTANCE, {}, "allowed"],
    ["ssm:SendCommand", SHELL, {}, "allowed"],
    ["ssm:SendCommand", HYBRID, tagged("True"), "denied"],
    ["ssm:StartSession", INSTANCE, {}, "allowed"],
    ["ssm:DescribeInstanceInformation", "*", {}, "denied"],
    ["ssm:TerminateSession", SESSION, {}, "denied"],
  ])("%s on %s with %j: %s", (action, resource, context, result) => {
    expect(underVariant("documented-default", action, resource, context)).toBe(result);
  });
});

describe("the corrected policy", () => {
  const own = { "aws:userid": "AROAEXAMPLE:cado", "ssm:resourceTag/aws:ssmmessages:session-id": "AROAEXAMPLE:cado" };
  it.each<[string, string, Context, string]>([
    ["ssm:SendCommand", INSTANCE, tagged("True"), "allowed"],
    ["ssm:SendCommand", HYBRID, tagged("True"), "allowed"],
    ["ssm:SendCommand", INSTANCE, tagged("true"), "denied"],
    ["ssm:SendCommand", INSTANCE, {}, "denied"],
    ["ssm:SendCommand", SHELL, {}, "allowed"],
    ["ssm:SendCommand", POWERSHELL, {}, "allowed"],
    ["ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-ConfigureAWSPackage", {}, "denied"],
    ["ssm:SendCommand", "arn:aws:ssm:eu-west-1:111111111111:document/Mine", tagged("True"), "denied"],
    ["ssm:StartSession", INSTANCE, tagged("True"), "allowed"],
    ["ssm:StartSession", HYBRID, tagged("True"), "allowed"],
    ["ssm:StartSession", INSTANCE, {}, "denied"],
    ["ssm:StartSession", PORT, {}, "allowed"],
    ["ssm:StartSession", SESSION_DOCUMENT, {}, "allowed"],
    ["ssm:StartSession", "arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession", {}, "denied"],
    ["ssm:StartSession", SHELL, {}, "denied"],
    ["ssm:TerminateSession", SESSION, own, "allowed"],
    ["ssm:ResumeSession", SESSION, own, "allowed"],
    ["ssm:TerminateSession", SESSION, { ...own, "aws:userid": "AROAEXAMPLE:other" }, "denied"],
    ["ssm:TerminateSession", SESSION, {}, "denied"],
    ["ssm:DescribeInstanceInformation", "*", {}, "allowed"],
    ["ssm:GetCommandInvocation", "*", {}, "allowed"],
    ["ssm:ListCommands", "*", {}, "denied"],
    ["ec2:CreateTags", INSTANCE, {}, "denied"],
  ])("%s on %s with %j: %s", (action, resource, context, result) => {
    expect(underVariant("corrected", action, resource, context)).toBe(result);
  });
});

describe("the guard against tagging oneself in", () => {
  const KEY = DOCUMENTED_TAG.key;
  const allow: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
  const deny = (condition: NonNullable<Statement["Condition"]>): Statement => ({
    Effect: "Deny",
    Action: ["ec2:CreateTags", "ec2:DeleteTags"],
    Resource: "arn:aws:ec2:*:*:instance/*",
    Condition: condition,
  });
  const guards = {
    "ForAllValues:StringEquals": deny({ "ForAllValues:StringEquals": { "aws:TagKeys": [KEY] } }),
    "ForAnyValue:StringEquals": deny({ "ForAnyValue:StringEquals": { "aws:TagKeys": [KEY] } }),
    "ForAnyValue:StringEqualsIgnoreCase": deny({ "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": [KEY] } }),
    "Null TagKeys": deny({ Null: { "aws:TagKeys": "true" } }),
    "Null RequestTag": deny({ Null: { [`aws:RequestTag/${KEY}`]: "false" } }),
    StringEquals: deny({ StringEquals: { "aws:TagKeys": KEY } }),
  };
  const requests: Readonly<Record<string, [action: string, context: Context]>> = {
    exact: ["ec2:CreateTags", { "aws:TagKeys": [KEY], [`aws:RequestTag/${KEY}`]: "True" }],
    "case variant": ["ec2:CreateTags", { "aws:TagKeys": [KEY.toLowerCase()], [`aws:RequestTag/${KEY.toLowerCase()}`]: "True" }],
    "name and key": [
      "ec2:CreateTags",
      { "aws:TagKeys": ["Name", KEY], "aws:RequestTag/Name": "x", [`aws:RequestTag/${KEY}`]: "True" },
    ],
    other: ["ec2:CreateTags", { "aws:TagKeys": ["Name"], "aws:RequestTag/Name": "x" }],
    "delete without tags": ["ec2:DeleteTags", {}],
  };
  it.each<[keyof typeof guards, Readonly<Record<string, string>>]>([
    [
      "ForAllValues:StringEquals",
      {
        exact: "denied",
        "case variant": "allowed",
        "name and key": "allowed",
        other: "allowed",
        "delete without tags": "denied",
      },
    ],
    [
      "ForAnyValue:StringEquals",
      {
        exact: "denied",
        "case variant": "allowed",
        "name and key": "denied",
        other: "allowed",
        "delete without tags": "allowed",
      },
    ],
    [
      "ForAnyValue:StringEqualsIgnoreCase",
      { exact: "denied", "case variant": "denied", "name and key": "denied", other: "allowed", "delete without tags": "allowed" },
    ],
    [
      "Null TagKeys",
      {
        exact: "allowed",
        "case variant": "allowed",
        "name and key": "allowed",
        other: "allowed",
        "delete without tags": "denied",
      },
    ],
    ["Null RequestTag", { exact: "denied", "case variant": "denied", "name and key": "denied", other: "allowed" }],
    // AWS demands a set operator on a multivalued key and does not say what a plain one does.
    [
      "StringEquals",
      {
        exact: "unknown",
        "case variant": "unknown",
        "name and key": "unknown",
        other: "unknown",
        "delete without tags": "allowed",
      },
    ],
  ])("%s", (guard, expected) => {
    const policies = { identity: [doc(allow, guards[guard])] };
    const results = Object.fromEntries(
      Object.keys(expected).map((name) => {
        const [action, context] = requests[name] ?? ["", {}];
        return [name, ask(policies, action, INSTANCE, context).result];
      }),
    );
    expect(results).toEqual(expected);
  });
});

describe("how policies combine", () => {
  const all: Statement = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };
  const sessionsOnly: Statement = { Effect: "Allow", Action: "ssm:StartSession", Resource: "*" };
  const deny: Statement = { Sid: "No", Effect: "Deny", Action: "ssm:SendCommand", Resource: "*" };
  const odd: Statement["Condition"] = { StringSounds: { "ssm:resourceTag/K": "x" } };
  const yes = doc(all);
  const no = doc(sessionsOnly);
  it.each<[string, PolicySet, string]>([
    ["nothing", { identity: [] }, "denied"],
    ["one allow among several", { identity: [no, yes] }, "allowed"],
    ["an explicit deny beside it", { identity: [yes, doc(deny)] }, "denied"],
    ["a deny that may apply", { identity: [yes, doc({ ...deny, Condition: odd })] }, "unknown"],
    ["a deny that may apply where nothing allows", { identity: [no, doc({ ...deny, Condition: odd })] }, "denied"],
    ["an allow that may apply", { identity: [doc({ ...all, Condition: odd })] }, "unknown"],
    ["an allow that may apply beside one that does", { identity: [doc({ ...all, Condition: odd }), yes] }, "allowed"],
    ["a boundary that allows", { identity: [yes], boundary: yes }, "allowed"],
    ["a boundary that does not", { identity: [yes], boundary: no }, "denied"],
    ["a boundary without the identity policy", { identity: [no], boundary: yes }, "denied"],
    ["a session policy that does not", { identity: [yes], session: [no] }, "denied"],
    ["no session policy", { identity: [yes], session: [] }, "allowed"],
    ["SCPs of which each level allows", { identity: [yes], scps: [[yes], [no, yes]] }, "allowed"],
    ["SCPs of which one level does not", { identity: [yes], scps: [[yes], [no]] }, "denied"],
    ["an SCP level without policies", { identity: [yes], scps: [[]] }, "denied"],
    ["an SCP that denies", { identity: [yes], scps: [[yes, doc(deny)]] }, "denied"],
    ["an RCP that denies", { identity: [yes], rcps: [[doc({ ...all, Principal: "*" }, { ...deny, Principal: "*" })]] }, "denied"],
    ["an RCP that allows", { identity: [yes], rcps: [[doc({ ...all, Principal: "*" })]] }, "allowed"],
  ])("%s", (_, policies, result) => {
    expect(ask(policies, "ssm:SendCommand", INSTANCE).result).toBe(result);
  });

  it("names the statement that allowed, denied, or was in force on something else", () => {
    expect(ask({ identity: [no, yes] }, "ssm:SendCommand", INSTANCE).reasons).toEqual([
      { kind: "allowed-by", statement: { source: "identity", policy: 1, index: 0, sid: "All" } },
    ]);
    expect(ask({ identity: [yes], scps: [[yes], [doc(deny)]] }, "ssm:SendCommand", INSTANCE).reasons).toEqual([
      { kind: "explicit-deny", statement: { source: "scp", policy: 1, index: 0, sid: "No" } },
    ]);
    expect(ask({ identity: [no] }, "ssm:SendCommand", INSTANCE).reasons).toEqual([
      { kind: "no-statement-for-action", source: "identity" },
    ]);
    expect(ask({ identity: [yes], boundary: no }, "ssm:SendCommand", INSTANCE).reasons).toEqual([
      { kind: "no-statement-for-action", source: "boundary" },
    ]);
  });

  it("tells the condition that failed, with both sides", () => {
    const policies = { identity: [renderVariant({ variant: "documented-tagged", partition: "aws", tag: DOCUMENTED_TAG })] };
    const statement = { source: "identity", policy: 0, index: 0, sid: "RequiredForTriageAndRunCommandTagged" };
    const failed = {
      kind: "condition-failed",
      statement,
      operator: "StringLike",
      key: "ssm:resourceTag/CadoResponseSSMEnabled",
      expected: ["True"],
    };
    expect(ask(policies, "ssm:SendCommand", INSTANCE, tagged("true")).reasons).toEqual([{ ...failed, actual: ["true"] }]);
    expect(ask(policies, "ssm:SendCommand", INSTANCE).reasons).toEqual([{ ...failed, actual: null }]);
  });

  it("tells what was not known or not understood", () => {
    const statement = { source: "identity", policy: 0, index: 0, sid: null };
    const byAddress = doc({
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    });
    const request = { action: "ssm:SendCommand", resource: INSTANCE, context: {}, unknownContext: ["aws:*"] };
    expect(createAuthorize({ identity: [byAddress] })(request)).toEqual({
      result: "unknown",
      reasons: [{ kind: "not-known", statement, operator: "IpAddress", key: "aws:SourceIp" }],
    });
    const sounds = doc({ Effect: "Allow", Action: "*", Resource: "*", Condition: odd });
    expect(createAuthorize({ identity: [sounds] })(request).reasons).toEqual([
      { kind: "not-understood", statement, what: "the condition operator StringSounds" },
    ]);
  });
});

describe("what a request leaves open", () => {
  const identity = [
    doc({ Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: { "ssm:resourceTag/Cado": "yes" } } }),
  ];
  const base = { action: "ssm:SendCommand", resource: INSTANCE };
  it.each<[Omit<AuthorizationRequest, "action" | "resource">, string]>([
    [{ context: {} }, "denied"],
    [{ context: {}, unknownContext: ["ssm:resourceTag/*"] }, "unknown"],
    [{ context: {}, unknownContext: ["SSM:ResourceTag/cado"] }, "unknown"],
    [{ context: {}, unknownContext: ["ssm:resourceTag/Other"] }, "denied"],
    [{ context: { "ssm:resourceTag/Cado": "yes" }, unknownContext: ["ssm:*"] }, "allowed"],
    [{ context: {}, unknownContext: ["ssm:*"], absentContext: ["ssm:resourceTag/*"] }, "denied"],
  ])("%j: %s", (request, result) => {
    expect(createAuthorize({ identity })({ ...base, ...request }).result).toBe(result);
  });
});

describe("what IAM would refuse or we have no facts about", () => {
  const base: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
  /** Documents that no type would let through, as they could come from a store. */
  const broken = (text: string): PolicyDocument => JSON.parse(text);
  it.each<[string, PolicyDocument, string]>([
    ["a misspelt Condition", broken('{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Conditon":{}}]}'), "unknown"],
    ["another Effect", broken('{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}'), "unknown"],
    ["both Action and NotAction", doc({ ...base, NotAction: "iam:*" }), "unknown"],
    ["no Resource", doc({ Effect: "Allow", Action: "*" }), "unknown"],
    ["a Principal in a role's policy", doc({ ...base, Principal: "*" }), "unknown"],
    ["a wildcard in the service", doc({ ...base, Action: "s?m:SendCommand" }), "unknown"],
    ["a wildcard in the service that cannot match", doc({ ...base, Action: "e*:SendCommand" }), "denied"],
    ["a condition without a value", doc({ ...base, Condition: { StringEquals: { "aws:SourceIp": [] } } }), "unknown"],
    ["a condition key that nobody knows", doc({ ...base, Condition: { StringEqualsIfExists: { "aws:Sauce": "x" } } }), "unknown"],
    ["a NotAction that takes it in", doc({ Effect: "Allow", NotAction: "ssm:SendCommand", Resource: "*" }), "denied"],
    ["a NotAction of something else", doc({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), "allowed"],
    [
      "a NotResource that takes it in",
      doc({ Effect: "Allow", Action: "*", NotResource: "arn:aws:ec2:*:*:instance/*" }),
      "denied",
    ],
    ["a NotResource of something else", doc({ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::*" }), "allowed"],
  ])("%s", (_, document, result) => {
    expect(ask({ identity: [document] }, "ssm:SendCommand", INSTANCE).result).toBe(result);
  });

  it("does not allow an action without facts on less than everything", () => {
    const narrow = doc({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::bucket/*" });
    expect(ask({ identity: [narrow] }, "s3:GetObject", "arn:aws:s3:::bucket/key").result).toBe("unknown");
    expect(ask({ identity: [narrow] }, "s3:GetObject", "arn:aws:s3:::other/key").result).toBe("denied");
    expect(ask({ identity: [doc(base)] }, "s3:GetObject", "arn:aws:s3:::bucket/key").result).toBe("allowed");
  });
});
