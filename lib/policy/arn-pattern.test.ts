import { describe, expect, it } from "vitest";
import { compileArnPattern, matchesAllResources, matchesArn, matchesArnSegments } from "./arn-pattern.ts";
import { matchesGlob, parseGlob } from "./glob.ts";

describe("matchesGlob", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["*", "anything\nat all", true],
    ["?", "", false],
    ["?", "a", true],
    ["True", "True", true],
    ["True", "true", false],
    ["T*e", "Te", true],
    ["T*e", "Tree", true],
    ["T*e", "Trees", false],
    ["*a*b", "xaxxb", true],
    ["*a*b", "xbxxa", false],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
    ["a?c*", "abcdef", true],
    ["**", "x", true],
  ])("%j and %j: %s", (pattern, text, expected) => {
    expect(matchesGlob(parseGlob(pattern), text)).toBe(expected);
  });

  it("costs no more than the product of the lengths on a pattern made to be slow", () => {
    expect(matchesGlob(parseGlob(`${"*a".repeat(200)}b`), "a".repeat(2_000))).toBe(false);
  });
});

const INSTANCE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const DOCUMENT = "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript";

describe("matchesArn", () => {
  it.each([
    ["*", INSTANCE, "yes"],
    ["arn:aws:ec2:*:*:instance/*", INSTANCE, "yes"],
    ["arn:aws:ec2:eu-*-1:*:instance/i-0*", INSTANCE, "yes"],
    ["arn:aws:ec2:us-*:*:instance/*", INSTANCE, "no"],
    ["arn:aws-us-gov:ec2:*:*:instance/*", INSTANCE, "no"],
    ["arn:*:ec2:*:*:instance/*", INSTANCE, "yes"],
    ["arn:aws:ec2:*:222222222222:instance/*", INSTANCE, "no"],
    ["arn:aws:ec2:*:*:instance/i-0123456789abcdef?", INSTANCE, "yes"],
    ["arn:aws:ec2:*:*:Instance/*", INSTANCE, "no"],
    ["arn:aws:ssm:*::document/AWS-RunShellScript", DOCUMENT, "yes"],
    ["arn:aws:ssm:*:*:document/AWS-RunShellScript", DOCUMENT, "yes"],
    ["arn:aws:ssm:*:111111111111:document/AWS-RunShellScript", DOCUMENT, "no"],
    // A * that ends its segment can reach over the colon; nothing else can.
    ["arn:aws:ec2:*", INSTANCE, "yes"],
    ["arn:aws:ec2:*:instance/*", INSTANCE, "yes"],
    ["arn:aws:ec2:*instance/*", INSTANCE, "unknown"],
    ["arn:aws:ec2:eu-west-1?111111111111:instance/*", INSTANCE, "unknown"],
    ["arn:aws:*:eu-west-1:111111111111:instance/*", INSTANCE, "unknown"],
    ["arn:aws:*", INSTANCE, "unknown"],
    ["*:instance/*", INSTANCE, "unknown"],
    ["*:volume/*", INSTANCE, "no"],
  ])("%s covers %s: %s", (pattern, arn, expected) => {
    expect(matchesArn(compileArnPattern(parseGlob(pattern)), arn)).toBe(expected);
  });
});

describe("matchesAllResources", () => {
  it.each([
    ["*", "yes"],
    ["**", "yes"],
    ["arn:aws:ec2:*:*:instance/*", "no"],
    ["arn:aws:ssm:*::document/AWS-RunShellScript", "no"],
    ["arn:aws:ssm:*:*:*", "unknown"],
    ["arn:aws:ssm:eu-west-1:111111111111:*", "unknown"],
    ["arn:aws:s3:::*", "no"],
  ])("%s covers an action without a resource level: %s", (pattern, expected) => {
    expect(matchesAllResources(compileArnPattern(parseGlob(pattern)), "ssm")).toBe(expected);
  });
});

describe("matchesArnSegments", () => {
  it.each([
    ["arn:aws:iam::*:role/Cado*", "arn:aws:iam::111111111111:role/CadoResponseRole", "yes"],
    ["arn:aws:iam::*:role/Cado*", "arn:aws:iam::111111111111:role/Other", "no"],
    ["arn:aws:iam::*", "arn:aws:iam::111111111111:role/Other", "unknown"],
    ["arn:aws:iam::*", "arn:aws:ec2:::x", "no"],
    ["*", "arn:aws:iam::111111111111:role/Other", "unknown"],
  ])("%s and %s: %s", (pattern, arn, expected) => {
    expect(matchesArnSegments(parseGlob(pattern), arn)).toBe(expected);
  });
});
