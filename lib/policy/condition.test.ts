import { describe, expect, it } from "vitest";
import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { createAuthorize } from "./evaluate.ts";
import type { ConditionBlock } from "./policy-document.ts";

type Context = AuthorizationRequest["context"];

/** "allowed" where the condition holds, "denied" where it does not. */
function test(condition: ConditionBlock, context: Context, version = "2012-10-17"): string {
  const authorize = createAuthorize({
    identity: [
      { Version: version, Statement: [{ Effect: "Allow", Action: "ssm:SendCommand", Resource: "*", Condition: condition }] },
    ],
  });
  return authorize({ action: "ssm:SendCommand", resource: "arn:aws:ec2:eu-west-1:111111111111:instance/i-01234567", context })
    .result;
}

const K = "ssm:resourceTag/Cado";

describe("string operators", () => {
  it.each<[string, string | readonly string[], Context, string]>([
    ["StringEquals", "True", { [K]: "True" }, "allowed"],
    ["StringEquals", "True", { [K]: "true" }, "denied"],
    ["StringEquals", "True", {}, "denied"],
    ["StringEquals", ["a", "True"], { [K]: "True" }, "allowed"],
    ["StringEquals", "T*", { [K]: "True" }, "denied"],
    ["StringEquals", "T*", { [K]: "T*" }, "allowed"],
    ["StringNotEquals", "True", { [K]: "true" }, "allowed"],
    ["StringNotEquals", "True", {}, "allowed"],
    ["StringNotEquals", ["true", "True"], { [K]: "True" }, "denied"],
    ["StringEqualsIgnoreCase", "True", { [K]: "tRUE" }, "allowed"],
    ["StringEqualsIgnoreCase", "True", {}, "denied"],
    ["StringEqualsIgnoreCase", "ok", { [K]: "o\u212a" }, "unknown"],
    ["StringNotEqualsIgnoreCase", "True", { [K]: "true" }, "denied"],
    ["StringLike", "True", { [K]: "True" }, "allowed"],
    ["StringLike", "True", { [K]: "true" }, "denied"],
    ["StringLike", "*", { [K]: "" }, "allowed"],
    ["StringLike", "*", {}, "denied"],
    ["StringLike", "Tr?e", { [K]: "Tree" }, "allowed"],
    ["StringNotLike", "T*", { [K]: "True" }, "denied"],
    ["StringNotLike", "T*", {}, "allowed"],
    ["StringEqualsIfExists", "True", {}, "allowed"],
    ["StringEqualsIfExists", "True", { [K]: "no" }, "denied"],
    ["StringEquals", "True", { [K]: "" }, "denied"],
  ])("%s %j with %j: %s", (operator, expected, context, result) => {
    expect(test({ [operator]: { [K]: expected } }, context)).toBe(result);
  });

  it("matches the key's name without regard to case, on either side", () => {
    expect(test({ StringEquals: { "SSM:RESOURCETAG/cado": "True" } }, { "ssm:resourceTag/CADO": "True" })).toBe("allowed");
  });

  it("does not choose between two spellings of one key", () => {
    expect(test({ StringEquals: { [K]: "True" } }, { [K]: "True", "ssm:resourceTag/cado": "True" })).toBe("unknown");
  });

  it("does not guess how letters beyond ASCII are folded in a key's name", () => {
    expect(test({ StringEquals: { "ssm:resourceTag/ok": "True" } }, { "ssm:resourceTag/o\u212a": "True" })).toBe("unknown");
    expect(test({ StringEquals: { "ssm:resourceTag/o\u212a": "True" } }, { "ssm:resourceTag/ok": "True" })).toBe("unknown");
    expect(test({ StringEquals: { "ssm:resourceTag/straße": "True" } }, { "ssm:resourceTag/straße": "True" })).toBe("allowed");
  });
});

describe("other operators", () => {
  it.each<[string, string, string | number | boolean | readonly string[], Context, string]>([
    ["Null", K, "true", {}, "allowed"],
    ["Null", K, "true", { [K]: "" }, "unknown"],
    ["Null", K, "false", { [K]: "" }, "unknown"],
    ["Null", K, "false", { [K]: " " }, "allowed"],
    ["Null", K, false, { [K]: "x" }, "allowed"],
    ["Null", "aws:TagKeys", "false", { "aws:TagKeys": [] }, "denied"],
    ["Null", K, "maybe", {}, "unknown"],
    ["Bool", "aws:SecureTransport", "true", { "aws:SecureTransport": "true" }, "allowed"],
    ["Bool", "aws:SecureTransport", true, { "aws:SecureTransport": "false" }, "denied"],
    ["Bool", "aws:SecureTransport", "true", {}, "denied"],
    ["BoolIfExists", "aws:SecureTransport", "true", {}, "allowed"],
    ["Bool", "aws:SecureTransport", "yes", { "aws:SecureTransport": "true" }, "unknown"],
    ["NumericLessThan", "aws:MultiFactorAuthAge", "3600", { "aws:MultiFactorAuthAge": "3599.5" }, "allowed"],
    ["NumericLessThan", "aws:MultiFactorAuthAge", 3600, { "aws:MultiFactorAuthAge": "3600" }, "denied"],
    ["NumericLessThanEquals", "aws:MultiFactorAuthAge", 3600, { "aws:MultiFactorAuthAge": "3600" }, "allowed"],
    ["NumericGreaterThan", "aws:MultiFactorAuthAge", 1, { "aws:MultiFactorAuthAge": "2" }, "allowed"],
    ["NumericGreaterThanEquals", "aws:MultiFactorAuthAge", 2, { "aws:MultiFactorAuthAge": "1" }, "denied"],
    ["NumericEquals", "aws:MultiFactorAuthAge", "10", { "aws:MultiFactorAuthAge": "10.0" }, "allowed"],
    ["NumericNotEquals", "aws:MultiFactorAuthAge", "10", {}, "allowed"],
    [
      "NumericEquals",
      "aws:MultiFactorAuthAge",
      "12345678901234567",
      { "aws:MultiFactorAuthAge": "12345678901234568" },
      "unknown",
    ],
    ["NumericEquals", "aws:MultiFactorAuthAge", "0x10", { "aws:MultiFactorAuthAge": "16" }, "unknown"],
    ["DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00Z", { "aws:CurrentTime": "2026-12-31T23:59:59Z" }, "allowed"],
    ["DateGreaterThan", "aws:CurrentTime", "2026-01-01", { "aws:CurrentTime": "2026-01-01T00:00:01Z" }, "allowed"],
    ["DateEquals", "aws:CurrentTime", "1767225600", { "aws:CurrentTime": "2026-01-01T01:00:00+01:00" }, "allowed"],
    ["DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00", { "aws:CurrentTime": "2026-12-31T23:59:59Z" }, "unknown"],
    ["DateNotEquals", "aws:CurrentTime", "2026-01-01", {}, "allowed"],
    ["IpAddress", "aws:SourceIp", "203.0.113.0/24", { "aws:SourceIp": "203.0.113.7" }, "allowed"],
    ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "2001:db8::/32"], { "aws:SourceIp": "2001:db8::1" }, "allowed"],
    ["NotIpAddress", "aws:SourceIp", "203.0.113.0/24", { "aws:SourceIp": "203.0.113.7" }, "denied"],
    ["NotIpAddress", "aws:SourceIp", "203.0.113.0/24", {}, "allowed"],
    ["IpAddress", "aws:SourceIp", "203.0.113.0/99", { "aws:SourceIp": "203.0.113.7" }, "unknown"],
    [
      "ArnEquals",
      "aws:PrincipalArn",
      "arn:aws:iam::*:role/Cado*",
      { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/CadoX" },
      "allowed",
    ],
    [
      "ArnLike",
      "aws:PrincipalArn",
      "arn:aws:iam::*:role/cado*",
      { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/CadoX" },
      "denied",
    ],
    [
      "ArnNotLike",
      "aws:PrincipalArn",
      "arn:aws:iam::*:role/Cado*",
      { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/CadoX" },
      "denied",
    ],
    ["ArnNotEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/Cado*", {}, "allowed"],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Cado*", { "aws:PrincipalArn": "CadoX" }, "denied"],
    ["ArnLike", "aws:PrincipalArn", "*", { "aws:PrincipalArn": "CadoX" }, "unknown"],
    ["ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Cado*", { "aws:PrincipalArn": "CadoX" }, "unknown"],
    ["IpAddress", "aws:SourceIp", "2001:db8::7", { "aws:SourceIp": "2001:db8::8" }, "unknown"],
    ["NotIpAddress", "aws:SourceIp", "2001:db8::7", { "aws:SourceIp": "2001:db9::8" }, "allowed"],
    ["IpAddress", "aws:SourceIp", "2001:db8::7/128", { "aws:SourceIp": "2001:db8::8" }, "denied"],
    ["BinaryEquals", K, "QmluYXJ5", { [K]: "QmluYXJ5" }, "allowed"],
    ["BinaryEquals", K, "QR==", { [K]: "QQ==" }, "allowed"],
    ["BinaryEquals", K, "QmluYXJ5", { [K]: "QmluYXJz" }, "denied"],
    ["BinaryEquals", K, "QmluYXJ5", { [K]: "binary" }, "unknown"],
    ["BinaryEquals", K, "QmluYXJ5", {}, "denied"],
    ["BinaryEqualsIfExists", K, "QmluYXJ5", {}, "allowed"],
    ["BinaryNotEquals", K, "QmluYXJ5", {}, "unknown"],
    ["stringequals", K, "True", { [K]: "True" }, "unknown"],
    ["StringEqualsIfexists", K, "True", { [K]: "True" }, "unknown"],
    ["NullIfExists", K, "true", {}, "unknown"],
    ["ForSomeValues:StringEquals", K, "True", { [K]: "True" }, "unknown"],
    ["constructor", K, "True", { [K]: "True" }, "unknown"],
  ])("%s %s %j with %j: %s", (operator, key, expected, context, result) => {
    expect(test({ [operator]: { [key]: expected } }, context)).toBe(result);
  });
});

describe("set operators", () => {
  const T = "aws:TagKeys";
  it.each<[string, string | readonly string[], readonly string[] | string | null, string]>([
    ["ForAllValues:StringEquals", ["a", "b"], ["a"], "allowed"],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], "denied"],
    ["ForAllValues:StringEquals", "a", null, "allowed"],
    ["ForAllValues:StringEquals", "a", [], "allowed"],
    ["ForAllValues:StringEquals", "a", [""], "allowed"],
    ["ForAllValues:StringEquals", "a", ["", "b"], "denied"],
    ["ForAnyValue:StringEquals", "a", [""], "denied"],
    ["ForAnyValue:StringEquals", "", [""], "unknown"],
    ["ForAllValues:StringNotLike", "key1*", ["key1:hr", "key1:personnel"], "denied"],
    ["ForAllValues:StringNotLike", "key1*", ["key2:audit"], "allowed"],
    ["ForAllValues:StringNotLike", "key1*", null, "allowed"],
    ["ForAnyValue:StringEquals", "a", ["b", "a"], "allowed"],
    ["ForAnyValue:StringEquals", "a", ["b"], "denied"],
    ["ForAnyValue:StringEquals", "a", null, "denied"],
    ["ForAnyValue:StringNotEquals", "a", ["a", "b"], "allowed"],
    ["ForAnyValue:StringNotEquals", "a", ["a"], "denied"],
    ["ForAnyValue:StringNotEquals", "a", null, "denied"],
    ["ForAnyValue:StringEqualsIfExists", "a", null, "unknown"],
    ["ForAllValues:StringEqualsIgnoreCase", "a", ["A"], "allowed"],
    // A multivalued key without a set operator: AWS demands one and does not say what happens.
    ["StringEquals", "a", ["a"], "unknown"],
    ["StringEquals", "a", null, "denied"],
  ])("%s %j with %j: %s", (operator, expected, actual, result) => {
    expect(test({ [operator]: { [T]: expected } }, actual === null ? {} : { [T]: actual })).toBe(result);
  });
});

describe("policy variables", () => {
  const V = "aws:PrincipalTag/dept";
  it.each<[string, string, Context, string]>([
    ["StringEquals", `\${${V}}`, { [K]: "prod", [V]: "prod" }, "allowed"],
    ["StringEquals", `\${AWS:principaltag/DEPT}`, { [K]: "prod", [V]: "prod" }, "allowed"],
    ["StringEquals", `x-\${${V}}`, { [K]: "x-prod", [V]: "prod" }, "allowed"],
    ["StringLike", `\${${V}}-*`, { [K]: "prod-7", [V]: "prod" }, "allowed"],
    ["StringLike", `\${${V}}`, { [K]: "anything", [V]: "*" }, "unknown"],
    ["StringEquals", `\${${V}}`, { [K]: "prod" }, "denied"],
    ["StringNotEquals", `\${${V}}`, { [K]: "prod" }, "unknown"],
    ["StringEquals", `\${${V}, 'none'}`, { [K]: "none" }, "allowed"],
    ["StringEquals", `\${${V}, none}`, { [K]: "none" }, "unknown"],
    ["StringLike", `a\${*}b`, { [K]: "a*b" }, "allowed"],
    ["StringLike", `a\${*}b`, { [K]: "aXb" }, "denied"],
    ["StringEquals", `\${aws:PrincipalTag/dept`, { [K]: "x" }, "unknown"],
    ["StringEquals", `\${}`, { [K]: `\${}` }, "unknown"],
  ])("%s %s with %j: %s", (operator, expected, context, result) => {
    expect(test({ [operator]: { [K]: expected } }, context)).toBe(result);
  });

  it("are plain text in a policy of the old version", () => {
    const condition = { StringEquals: { [K]: `\${${V}}` } };
    expect(test(condition, { [K]: `\${${V}}`, [V]: "prod" }, "2008-10-17")).toBe("allowed");
    expect(test(condition, { [K]: "prod", [V]: "prod" }, "2008-10-17")).toBe("denied");
  });
});
