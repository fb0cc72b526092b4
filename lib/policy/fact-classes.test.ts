import { describe, expect, it } from "vitest";
import { createAuthorize } from "./evaluate.ts";
import type { FactClasses } from "./fact-classes.ts";
import type { ConditionBlock, Statement } from "./policy-document.ts";

function classesOf(part: Partial<Statement>): FactClasses {
  const statement: Statement = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*", ...part };
  const { classes } = createAuthorize({ identity: [{ Version: "2012-10-17", Statement: [statement] }] }).reads;
  if (classes === undefined) throw new Error("no classes");
  return classes;
}

const tagged = (condition: ConditionBlock) => classesOf({ Condition: condition });

describe("values of a tag that no condition tells apart", () => {
  it.each<[string, ConditionBlock, readonly string[], readonly string[]]>([
    ["patterns", { StringLike: { "ssm:resourceTag/Name": ["web-*", "db-?"] } }, ["web-1", "web-2", "db-1"], ["api-1", "db-10"]],
    ["letters of any case", { StringEqualsIgnoreCase: { "aws:ResourceTag/name": "web" } }, ["web", "WEB"], ["db", "Db"]],
    ["numbers", { NumericLessThan: { "ssm:resourceTag/NAME": "5" } }, ["1", "4"], ["5", "17"]],
  ])("are one class for %s", (_, condition, inside, outside) => {
    const { tag } = tagged(condition);
    const classes = (values: readonly string[]) => new Set(values.map((value) => tag("Name", value)));
    expect(classes(inside).size).toBe(1);
    expect(classes(outside).size).toBe(1);
    expect(classes([...inside, ...outside]).size).toBe(2);
  });

  it("are one where the policy does not look at the tag", () => {
    const { tag } = tagged({ StringLike: { "ssm:resourceTag/Name": "web-*" } });
    expect(tag("env", "prod")).toBe(tag("env", "dev"));
  });

  it("are apart where another fact is compared with them", () => {
    const { tag } = tagged({ StringEquals: { "ssm:resourceTag/Team": `\${aws:ResourceTag/Name}` } });
    expect(tag("Team", "a")).not.toBe(tag("Team", "b"));
    expect(tag("name", "a")).not.toBe(tag("name", "b"));
  });
});

describe("accounts and regions", () => {
  it("are told apart by patterns and by keys, no finer", () => {
    const { account, region } = classesOf({
      Resource: ["arn:aws:ec2:eu-*:111111111111:instance/*", "arn:aws:ssm:*::document/*"],
      Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-south-1" } },
    });
    expect(account("222222222222")).toBe(account("333333333333"));
    expect(account("222222222222")).not.toBe(account("111111111111"));
    expect(region("eu-west-1")).toBe(region("eu-west-2"));
    expect(new Set(["eu-west-1", "eu-south-1", "us-east-1"].map(region)).size).toBe(3);
  });

  it("are each a class where a policy variable is compared with them", () => {
    const { region } = tagged({ StringNotLike: { "aws:RequestedRegion": [`\${aws:username}`, "us-*"] } });
    expect(region("eu-west-1")).not.toBe(region("eu-west-2"));
  });

  it("are each a class where a wildcard may reach over a colon", () => {
    const { region, account } = classesOf({ Resource: "arn:aws:ec2:*" });
    expect(region("eu-west-1")).not.toBe(region("eu-west-2"));
    expect(account("222222222222")).not.toBe(account("333333333333"));
  });
});

describe("ids", () => {
  it("are one class but for those that the policy names", () => {
    const { ids } = classesOf({
      Resource: ["arn:aws:ec2:*:*:instance/i-01234567", "arn:aws:ssm:*:*:managed-instance/*", "arn:aws:ssm:*::document/*"],
    });
    expect(ids).toEqual({ named: new Set(["i-01234567"]), classOf: null, each: false });
  });

  it("are told apart by wildcards, in a segment and over the whole ARN", () => {
    const { ids } = classesOf({ Resource: ["arn:aws:ec2:*:*:instance/i-0*", "arn:aws:ec2:*/i-*1"] });
    const classOf = (id: string) => ids.classOf?.(`instance/${id}`, () => `arn:aws:ec2:eu-west-1:111111111111:instance/${id}`);
    expect(classOf("i-01234567")).toBe(classOf("i-07654320"));
    expect(new Set(["i-01234567", "i-01234561", "i-11234567", "i-11234561"].map(classOf)).size).toBe(4);
  });

  it("are each a class where a policy variable stands for one", () => {
    expect(classesOf({ Resource: `arn:aws:ec2:*:*:instance/\${aws:ResourceTag/own}` }).ids.each).toBe(true);
    expect(classesOf({ Resource: `arn:aws:ssm:*:*:session/\${aws:username}-*` }).ids.each).toBe(false);
  });
});
