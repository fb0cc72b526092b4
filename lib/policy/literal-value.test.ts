import fc from "fast-check";
import { expect, it } from "vitest";
import { createAuthorize } from "./evaluate.ts";
import { literalForEquals, literalForLike } from "./literal-value.ts";
import { renderVariant } from "./variants.ts";

it("leaves ordinary values as they are", () => {
  for (const value of ["True", "a b/c=d@e", "$5", "{x}"])
    expect([literalForLike(value), literalForEquals(value)]).toEqual([value, value]);
});

it.each([
  ["T*", `T\${*}`, "T*"],
  ["T?", `T\${?}`, "T?"],
  [`\${aws:userid}`, `\${$}{aws:userid}`, `\${$}{aws:userid}`],
])("writes %s so that it stands for itself", (value, like, equals) => {
  expect([literalForLike(value), literalForEquals(value)]).toEqual([like, equals]);
});

it("makes a policy grant on the value that was asked for and on no other, whatever it is", () => {
  const pieces = fc.array(fc.constantFrom("T", "*", "?", "$", "{", "}", `\${`, `\${*}`, "aws:userid", "'", ","), {
    maxLength: 6,
  });
  const texts = pieces.map((list) => list.join(""));
  fc.assert(
    fc.property(fc.constantFrom("documented-tagged" as const, "corrected" as const), texts, texts, (variant, value, actual) => {
      const tag = { key: "Cado", value };
      const authorize = createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag })] });
      const request = { action: "ssm:SendCommand", resource: "arn:aws:ec2:eu-west-1:111111111111:instance/i-01234567" };
      const context = { "ssm:resourceTag/Cado": actual, "aws:userid": "T" };
      expect(authorize({ ...request, context }).result).toBe(actual === value ? "allowed" : "denied");
    }),
  );
});
