import { expect, it } from "vitest";
import { type AccountId, parseAccountId } from "#lib/domain/ids.ts";
import { createAccountAuthorize } from "./account-policies.ts";
import type { PolicySet } from "./policy-set.ts";

const account = (text: string): AccountId => {
  const parsed = parseAccountId(text);
  if (parsed === undefined) throw new Error(`no account: ${text}`);
  return parsed;
};

const allowing = (Resource: string, Name: string): PolicySet => ({
  identity: [
    {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "ssm:SendCommand", Resource, Condition: { StringLike: { "ssm:resourceTag/Name": Name } } },
      ],
    },
  ],
});

it("tells apart what any account's policy tells apart, and every account", () => {
  const { classes } = createAccountAuthorize(
    new Map([
      [account("111111111111"), allowing("arn:aws:ec2:eu-*:*:instance/*", "web-*")],
      [account("222222222222"), allowing("arn:aws:ec2:*:*:instance/i-0*", "*-prod")],
    ]),
  ).reads;
  expect(classes?.account("333333333333")).not.toBe(classes?.account("444444444444"));
  expect(classes?.region("eu-west-1")).toBe(classes?.region("eu-west-2"));
  expect(classes?.region("eu-west-1")).not.toBe(classes?.region("us-west-2"));
  expect(new Set(["web-1", "web-prod", "db-prod", "db-1"].map((name) => classes?.tag("Name", name))).size).toBe(4);
  expect(classes?.tag("Name", "web-1")).toBe(classes?.tag("Name", "web-2"));
  const idClass = (id: string) =>
    classes?.ids.classOf?.(`instance/${id}`, () => `arn:aws:ec2:eu-west-1:222222222222:instance/${id}`);
  expect(idClass("i-01234567")).toBe(idClass("i-07654321"));
  expect(idClass("i-01234567")).not.toBe(idClass("i-11234567"));
});
