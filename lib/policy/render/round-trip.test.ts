import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyDocument } from "../policy-document.ts";
import { readPolicies } from "../source/read-policies.ts";
import { POLICY_FORMATS, SHAPES } from "./policy-format.ts";
import { renderPolicy } from "./render-policy.ts";

const action = fc.constantFrom("ssm:SendCommand", "ec2:*", "s3:Get?bject", "*", "iam:PassRole");
const resource = fc.constantFrom(
  "*",
  `arn:aws:s3:::bucket/\${aws:username}/*`,
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ssm:*::document/a",
);
const value = fc.oneof(
  fc.constantFrom(
    "True",
    "yes",
    "no",
    "null",
    "2012-10-17",
    "0123",
    "1e3",
    "",
    " a",
    "é",
    "a: b",
    `$\${a}`,
    `$\${*}`,
    "%{x}",
    '"',
    "\\n",
    "#",
  ),
  fc.boolean(),
  fc.integer(),
);
const key = fc.constantFrom("aws:PrincipalTag/Team", "ssm:resourceTag/yes", `aws:ResourceTag/\${x}`, "aws:TagKeys", "ec2:Name");
const operator = fc.constantFrom("StringEquals", "ForAnyValue:StringLike", "Bool", "NumericLessThanIfExists", "Null");
const oneOrMore = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const statement = fc.record(
  {
    Sid: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    Action: oneOrMore(action),
    Resource: oneOrMore(resource),
    Condition: fc.dictionary(operator, fc.dictionary(key, oneOrMore(value), { minKeys: 1, maxKeys: 2 }), {
      minKeys: 1,
      maxKeys: 2,
    }),
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
const document: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom("2012-10-17", "2008-10-17"),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});
const policy: fc.Arbitrary<NamedPolicy> = fc.record({
  name: fc.constantFrom("CadoResponse-SSM", "2 of 3", "", "a.json"),
  kind: fc.constantFrom("inline", "managed"),
  document,
});

describe.each(POLICY_FORMATS)("a policy as %s", (format) => {
  it.each(SHAPES.filter((shape) => format !== "terraform" || shape === "document"))(
    "is read back to the letter by this product: %s",
    (shape) => {
      fc.assert(
        fc.property(policy, (one) => {
          const read = readPolicies(renderPolicy(one, format, { shape }).text);
          const documents = read.ok ? read.policies.map(({ document }) => document.Statement) : read;
          expect(documents).toEqual([one.document.Statement]);
        }),
        { numRuns: 100 },
      );
    },
  );
});
