import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileArnPattern, matchesAllResources, matchesArn, matchesArnSegments } from "./arn-pattern.ts";
import { matchesGlob, matchesWithin, parseGlob, WITHIN } from "./glob.ts";

/** `_` is a WITHIN. Tries everything. */
function matchesSlowly(pattern: string, text: string): boolean {
  const [token, rest] = [pattern[0], pattern.slice(1)];
  if (token === undefined) return text === "";
  if (token === "*") return matchesSlowly(rest, text) || (text !== "" && matchesSlowly(pattern, text.slice(1)));
  if (token === "_") {
    return matchesSlowly(rest, text) || (text !== "" && text[0] !== ":" && matchesSlowly(pattern, text.slice(1)));
  }
  return text !== "" && (token === "?" ? text[0] !== ":" : token === text[0]) && matchesSlowly(rest, text.slice(1));
}

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

  it("holds a WITHIN and a ? between two colons, and finds a match wherever there is one", () => {
    const tokens = fc.constantFrom("a", "b", ":", "*", "?", "_");
    const patterns = fc.array(tokens, { maxLength: 9 }).map((list) => list.join(""));
    const texts = fc.array(fc.constantFrom("a", "b", ":"), { maxLength: 9 }).map((list) => list.join(""));
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const glob = parseGlob(pattern).map((token) => (token === "_".charCodeAt(0) ? WITHIN : token));
        expect(matchesWithin(glob, text)).toBe(matchesSlowly(pattern, text));
      }),
      { numRuns: 2_000 },
    );
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
    ["arn:aws:ec2:*:*:*", INSTANCE, "yes"],
    ["arn:aws:ec2:*:*:*/*", INSTANCE, "yes"],
    ["arn:aws:ec2:*instance/*", INSTANCE, "unknown"],
    ["arn:aws:ec2:eu-west-1?111111111111:instance/*", INSTANCE, "unknown"],
    ["arn:aws:*:eu-west-1:111111111111:instance/*", INSTANCE, "unknown"],
    ["arn:aws:*", INSTANCE, "unknown"],
    ["*:instance/*", INSTANCE, "unknown"],
    ["*:volume/*", INSTANCE, "no"],
    // Past the fifth colon too.
    ["arn:aws:logs:*:*:log-group:*:log-stream:x", "arn:aws:logs:eu-west-1:1:log-group:a:log-stream:x", "yes"],
    ["arn:aws:logs:*:*:log-group?a:*", "arn:aws:logs:eu-west-1:1:log-group:a:log-stream:x", "unknown"],
    // A part of the resource type cannot be a wildcard; where there is no type, that is a part of the name.
    ["arn:aws:ec2:*:*:inst*", INSTANCE, "unknown"],
    ["arn:aws:ec2:*:*:*789abcdef0", INSTANCE, "unknown"],
    ["arn:aws:ec2:*:*:?nstance/*", INSTANCE, "unknown"],
    ["arn:aws:ec2:*:*:vol*", INSTANCE, "no"],
    ["arn:aws:lambda:us-east-2:1:functi*:mine", "arn:aws:lambda:us-east-2:1:function:mine", "unknown"],
    ["arn:aws:sqs:*:*:queue-*", "arn:aws:sqs:eu-west-1:1:queue-1", "yes"],
    ["arn:aws:s3:::logs-*/*", "arn:aws:s3:::logs-1/a/b", "yes"],
    // AWS completes an ARN that lacks segments; what a * that reaches over a colon does then is not said.
    ["arn:aws:ec2", INSTANCE, "yes"],
    ["arn:aws:ec2:eu-west-1", INSTANCE, "yes"],
    ["arn:aws:ec2:eu-west-1:111111111111", INSTANCE, "yes"],
    ["arn:aws:ec2:*:instance/*", INSTANCE, "unknown"],
    ["arn:aws:ec2:", INSTANCE, "no"],
    ["arn:aws:iam:", "arn:aws:iam::111111111111:user/Bob", "yes"],
    ["arn:aws:ec2:us-east-1", INSTANCE, "no"],
    ["arn:aws:ec", INSTANCE, "no"],
    ["arn:aws", INSTANCE, "unknown"],
    ["arn:aws-cn", INSTANCE, "no"],
    ["arn:aws:ec2:eu*", INSTANCE, "yes"],
  ])("%s covers %s: %s", (pattern, arn, expected) => {
    expect(matchesArn(compileArnPattern(parseGlob(pattern)), arn)).toBe(expected);
  });
});

describe("an ARN that lacks segments, outside of identity policies", () => {
  it.each([
    ["arn:aws:ec2", "refused", "unknown"],
    ["arn:aws:ec2:*", "refused", "unknown"],
    ["arn:aws:rds", "refused", "unknown"],
    ["arn:aws:ec2", "not-documented", "unknown"],
    ["arn:aws:ec2:*", "not-documented", "yes"],
    ["arn:aws:ec2:*:instance/*", "not-documented", "yes"],
  ] as const)("%s, %s: %s", (pattern, incomplete, expected) => {
    expect(matchesArn(compileArnPattern(parseGlob(pattern), incomplete), INSTANCE)).toBe(expected);
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
    ["arn:aws:iam::*:role/Cado*", "arn:aws:iam::111111111111:role/CadoResponseRole", true],
    ["arn:aws:iam::*:role/Cado*", "arn:aws:iam::111111111111:role/Other", false],
    ["arn:aws:iam::*:role/Cado*", "CadoResponseRole", null],
    ["arn:aws:iam::*", "arn:aws:iam::111111111111:role/Other", null],
    ["*", "arn:aws:iam::111111111111:role/Other", null],
  ])("%s and %s: %s", (pattern, arn, expected) => {
    expect(matchesArnSegments(parseGlob(pattern), arn)).toBe(expected);
  });
});
