import { describe, expect, it } from "vitest";
import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import { ALL_ACTION_FACTS } from "./all-action-facts.ts";
import { createAuthorize } from "./evaluate.ts";
import type { ConditionBlock, PolicyDocument, Statement } from "./policy-document.ts";

const NODE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

function ask(statements: readonly Statement[], request: Partial<AuthorizationRequest> = {}): string {
  const document: PolicyDocument = { Version: "2012-10-17", Statement: statements };
  const asked = { action: "ssm:SendCommand", resource: NODE, context: {}, ...request };
  return createAuthorize({ identity: [document] }, ALL_ACTION_FACTS)(asked).result;
}

function under(condition: ConditionBlock, context: AuthorizationRequest["context"]): string {
  return ask([{ ...ALL, Condition: condition }], { context });
}

/** As it comes from outside, where no type is sure. */
const json = <T>(text: string): T => JSON.parse(text);

describe("wildcards made to be slow", () => {
  const stars = "*a".repeat(4_000);
  const text = "a".repeat(8_000);
  it.each<[string, Statement, Partial<AuthorizationRequest>]>([
    ["as an action", { ...ALL, Action: `ssm:${stars}b` }, { action: `ssm:${text}` }],
    ["as a resource", { ...ALL, Resource: `arn:aws:ec2:*:*:instance/${stars}b` }, { resource: `${NODE}${text}` }],
    ["over colons", { ...ALL, Resource: `arn:aws:ec2:${"*:".repeat(4_000)}b` }, { resource: `arn:aws:ec2:${":".repeat(8_000)}` }],
    [
      "as the value of a condition",
      { ...ALL, Condition: { StringLike: { "aws:PrincipalTag/x": `${stars}b` } } },
      { context: { "aws:PrincipalTag/x": text } },
    ],
  ])("%s have an end", (_, statement, request) => {
    expect(ask([statement], request)).toBe("denied");
  });

  it("are not gone into where no policy of IAM's is that long", () => {
    expect(ask([{ ...ALL, Resource: `arn:aws:ec2:*:*:instance/${"*a".repeat(500_000)}` }])).toBe("unknown");
    const long = "a".repeat(1_000_000);
    expect(under({ StringLike: { "aws:PrincipalTag/x": `${"*a".repeat(500)}b` } }, { "aws:PrincipalTag/x": long })).toBe(
      "unknown",
    );
  });
});

describe("many statements", () => {
  it("are all asked", () => {
    const narrow = Array.from(
      { length: 10_000 },
      (_, at): Statement => ({ Effect: "Allow", Action: "ssm:*", Resource: `arn:aws:ec2:*:*:instance/i-${at}` }),
    );
    expect(ask(narrow)).toBe("denied");
    expect(ask([...narrow, ALL])).toBe("allowed");
    expect(ask([...narrow, ALL, { ...ALL, Effect: "Deny" }])).toBe("denied");
  });
});

describe("names of an object's own members", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("%s is a key as any other", (key) => {
    const request = json<AuthorizationRequest>(
      `{"action":"ssm:SendCommand","resource":${JSON.stringify(NODE)},"context":{${JSON.stringify(key)}:"x"}}`,
    );
    const condition = json<ConditionBlock>(`{"StringEquals":{${JSON.stringify(key)}:"x"}}`);
    expect(ask([{ ...ALL, Condition: condition }], request)).toBe("allowed");
    // AWS lists no such key, so that its absence tells nothing.
    expect(ask([{ ...ALL, Condition: condition }])).toBe("unknown");
    expect(ask([{ ...ALL, Condition: json(`{${JSON.stringify(key)}:{"aws:username":"x"}}`) }])).toBe("unknown");
    expect(ask([ALL], { action: key })).toBe("allowed");
    expect(ask([{ ...ALL, Action: "ssm:*" }], { action: `ssm:${key}` })).toBe("allowed");
  });
});

describe("values of a request that came as JSON", () => {
  const age = "aws:MultiFactorAuthAge";
  it.each<[string, ConditionBlock, unknown, string]>([
    ["a number", { NumericLessThan: { [age]: 10 } }, 9, "allowed"],
    ["a number as text", { StringEquals: { [age]: "9" } }, 9, "allowed"],
    ["a boolean", { Bool: { "aws:SecureTransport": "true" } }, true, "allowed"],
    ["a boolean that is not", { Bool: { "aws:SecureTransport": "true" } }, false, "denied"],
    ["a list of both", { "ForAllValues:StringEquals": { "aws:TagKeys": ["1", "true"] } }, [1, true], "allowed"],
    ["null", { StringEqualsIfExists: { [age]: "9" } }, null, "unknown"],
    ["an object", { StringEqualsIfExists: { [age]: "9" } }, { a: 1 }, "unknown"],
    ["a list with null in it", { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }, ["a", null], "unknown"],
    ["an empty list", { Null: { "aws:TagKeys": "true" } }, [], "allowed"],
  ])("%s", (_, condition, value, expected) => {
    const [key] = Object.keys(Object.values(condition)[0] ?? {});
    expect(under(condition, json(JSON.stringify({ [key ?? ""]: value })))).toBe(expected);
  });
});

describe("texts at the edge", () => {
  it.each<[string, Statement, Partial<AuthorizationRequest>, string]>([
    ["no action", ALL, { action: "" }, "allowed"],
    ["no action, some allowed", { ...ALL, Action: "ssm:*" }, { action: "" }, "denied"],
    ["no resource", { ...ALL, Resource: "arn:aws:ec2:*:*:*" }, { resource: "" }, "denied"],
    ["NUL in the resource", { ...ALL, Resource: `${NODE}\0` }, {}, "denied"],
    ["NUL on both sides", { ...ALL, Resource: `${NODE}\0` }, { resource: `${NODE}\0` }, "allowed"],
    ["an empty key", { ...ALL, Condition: { StringEquals: { "": "x" } } }, {}, "unknown"],
    ["half a surrogate pair", { ...ALL, Resource: `${NODE}\ud83d` }, { resource: `${NODE}\ud83d` }, "allowed"],
    // Unicode's lower case of the Kelvin sign is k: IAM takes ASCII alone as the name of an action.
    [
      "a Kelvin sign in the policy's action",
      { ...ALL, Action: "iam:CreateAccess\u212aey" },
      { action: "iam:CreateAccessKey" },
      "unknown",
    ],
    [
      "a Kelvin sign in the request's action",
      { ...ALL, Action: "iam:CreateAccessKey" },
      { action: "iam:CreateAccess\u212aey" },
      "denied",
    ],
    ["a letter of another alphabet", { ...ALL, Action: "\u0455sm:SendCommand" }, {}, "unknown"],
  ])("%s", (_, statement, request, expected) => {
    expect(ask([statement], request)).toBe(expected);
  });
});
