import fc from "fast-check";
import { expect, it } from "vitest";
import type { AuthorizationRequest, AuthorizationResult } from "#lib/domain/authorization.ts";
import { parseOperator } from "./condition-operator.ts";
import { createAuthorize } from "./evaluate.ts";
import type { ConditionBlock, Statement } from "./policy-document.ts";

const NODE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const ACTIONS = ["*", "ssm:*", "ssm:SendCommand", "ssm:Send*", "ssm:StartSession", "ec2:*"];
const RESOURCES = [
  "*",
  NODE,
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ec2:us-*:*:instance/*",
  "arn:aws:ssm:*:*:managed-instance/*",
];
const KEYS = ["ssm:resourceTag/Cado", "aws:ResourceTag/env", "aws:SourceIp", "aws:TagKeys", "aws:CurrentTime"];
const VALUES = ["True", "true", "", "T*", "10.0.0.0/8", "2026-01-01T00:00:00Z", "7"];
const OPERATORS = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringEqualsIgnoreCase",
  "StringNotLikeIfExists",
  "ForAllValues:StringEquals",
  "ForAnyValue:StringLike",
  "Bool",
  "NumericLessThan",
  "DateGreaterThan",
  "NotIpAddress",
  "ArnLike",
];

const someOf = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const conditions: fc.Arbitrary<ConditionBlock> = fc.oneof(
  fc.constant({}),
  fc.dictionary(
    fc.constantFrom(...OPERATORS),
    fc.dictionary(fc.constantFrom(...KEYS), someOf(VALUES), { minKeys: 1, maxKeys: 2 }),
    {
      maxKeys: 2,
    },
  ),
);
const statements: fc.Arbitrary<Statement> = fc.record({
  Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
  Action: someOf(ACTIONS),
  Resource: someOf(RESOURCES),
  Condition: conditions,
});
const contexts = fc.dictionary(fc.constantFrom(...KEYS), fc.oneof(fc.constantFrom(...VALUES), someOf(VALUES)), { maxKeys: 4 });
const requests: fc.Arbitrary<AuthorizationRequest> = fc.record({
  action: fc.constantFrom("ssm:SendCommand", "ssm:StartSession"),
  resource: fc.constantFrom(NODE, "arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-0123456789abcdef0"),
  context: contexts,
  unknownContext: fc.constantFrom([], ["aws:*"], ["ssm:resourceTag/*"]),
});
const policies = fc.array(statements, { minLength: 1, maxLength: 5 });

function ask(list: readonly Statement[], request: AuthorizationRequest): AuthorizationResult {
  return createAuthorize({ identity: [{ Version: "2012-10-17", Statement: list }] })(request).result;
}

const RANK: Readonly<Record<AuthorizationResult, number>> = { denied: 0, unknown: 1, allowed: 2 };

it("never answers less for one more Allow, nor more for one more Deny", () => {
  fc.assert(
    fc.property(policies, statements, requests, (list, extra, request) => {
      const [before, after] = [ask(list, request), ask([...list, extra], request)];
      if (extra.Effect === "Allow") expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      else expect(RANK[after]).toBeLessThanOrEqual(RANK[before]);
    }),
  );
});

it("does not care for the order of statements, nor for being split over documents", () => {
  fc.assert(
    fc.property(policies, requests, (list, request) => {
      const split = createAuthorize({ identity: list.map((statement) => ({ Version: "2012-10-17", Statement: [statement] })) });
      expect(ask([...list].reverse(), request)).toBe(ask(list, request));
      expect(split(request).result).toBe(ask(list, request));
    }),
  );
});

it("never allows through a statement with an operator that is not implemented", () => {
  const unknownOperators = fc.string({ minLength: 1 }).filter((name) => parseOperator(name) === null);
  fc.assert(
    fc.property(unknownOperators, fc.constantFrom(...KEYS), conditions, requests, (operator, key, condition, request) => {
      const statement: Statement = {
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Condition: { ...condition, [operator]: { [key]: "x" } },
      };
      expect(ask([statement], request)).not.toBe("allowed");
    }),
  );
});

it("never answers better for one more condition on a key that is not known", () => {
  fc.assert(
    fc.property(statements, fc.constantFrom(...OPERATORS), requests, (statement, operator, request) => {
      const more: Statement = {
        ...statement,
        Effect: "Allow",
        Condition: { ...statement.Condition, [operator]: { "aws:Nobody": "x" } },
      };
      expect(ask([more], { ...request, unknownContext: ["aws:*"] })).not.toBe("allowed");
    }),
  );
});

it("finds condition keys in whatever case, on both sides", () => {
  const letters = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  const recase = (text: string, upper: readonly boolean[]) =>
    [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())).join("");
  fc.assert(
    fc.property(policies, requests, letters, letters, (list, request, inPolicy, inRequest) => {
      const recasedList = list.map((statement) => ({
        ...statement,
        Condition: Object.fromEntries(
          Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
            operator,
            Object.fromEntries(Object.entries(keys).map(([key, values]) => [recase(key, inPolicy), values])),
          ]),
        ),
      }));
      const context = Object.fromEntries(Object.entries(request.context).map(([key, value]) => [recase(key, inRequest), value]));
      expect(ask(recasedList, { ...request, context })).toBe(ask(list, request));
    }),
  );
});

it("never throws, whatever the texts in it are", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(`\${`, `\${}`, `\${aws:x,'`, "__proto__", "*?*?", "arn:::::"),
  );
  const wild = fc.record({
    Effect: fc.constant("Allow" as const),
    Action: fc.array(anything, { maxLength: 3 }),
    Resource: fc.array(anything, { maxLength: 3 }),
    Condition: fc.dictionary(anything, fc.dictionary(anything, fc.array(anything, { maxLength: 3 }))),
  });
  fc.assert(
    fc.property(wild, anything, anything, fc.dictionary(anything, anything), (statement, action, resource, context) => {
      expect(["allowed", "denied", "unknown"]).toContain(ask([statement], { action, resource, context }));
    }),
  );
});
