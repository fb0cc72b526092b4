import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileArnPattern, matchesArn } from "../arn-pattern.ts";
import { parseGlob } from "../glob.ts";
import { canOverlap } from "./arn-overlap.ts";
import { containsArn, intersectArn } from "./intersect-arn.ts";

const NODES = "arn:aws:ec2:*:*:instance/*";
const ONE_PLACE = "arn:aws:ec2:eu-west-1:111111111111:instance/*";
const SHELL = "arn:aws:ssm:*::document/AWS-RunShellScript";

describe("what a role's pattern and ours have in common", () => {
  it.each<[string, string, string | null]>([
    ["*", NODES, NODES],
    ["arn:aws:ec2:*:*:*", NODES, NODES],
    ["arn:aws:ec2:*", NODES, NODES],
    ["arn:*", NODES, NODES],
    ["arn:*:ec2:*:*:instance/*", NODES, NODES],
    [NODES, ONE_PLACE, ONE_PLACE],
    [ONE_PLACE, NODES, ONE_PLACE],
    ["arn:aws:ec2:*:111111111111:instance/*", "arn:aws:ec2:eu-west-1:*:instance/*", ONE_PLACE],
    ["arn:aws:ec2:eu-west-1:*", NODES, "arn:aws:ec2:eu-west-1:*:instance/*"],
    ["arn:aws:ec2:eu-*:*:instance/i-0abc*", NODES, "arn:aws:ec2:eu-*:*:instance/i-0abc*"],
    [
      `arn:aws:ec2:*:*:instance/\${aws:PrincipalTag/host}`,
      ONE_PLACE,
      `arn:aws:ec2:eu-west-1:111111111111:instance/\${aws:PrincipalTag/host}`,
    ],
    ["arn:aws:ec2:us-east-1:*:instance/*", ONE_PLACE, null],
    ["arn:aws:ec2:*:*:volume/*", NODES, null],
    ["arn:aws:ssm:*:*:managed-instance/*", NODES, null],
    ["arn:aws:s3:::evidence/*", NODES, null],
    ["arn:aws:ssm:*:*:document/*", SHELL, SHELL],
    ["arn:aws:ssm:eu-west-1::document/AWS-*", SHELL, "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"],
    ["arn:aws:ssm:*:111111111111:document/*", SHELL, null],
    // Of another partition: it was of no use, and its place is kept.
    ["arn:aws:ec2:*:111111111111:instance/*", "arn:aws-cn:ec2:*:*:instance/*", "arn:aws-cn:ec2:*:111111111111:instance/*"],
  ])("%s and %s: %s", (pattern, target, common) => {
    expect(intersectArn(pattern, target)).toBe(common);
  });

  it.each([
    ["arn:aws:ec2:*-1:*:instance/*", "arn:aws:ec2:eu-*:*:instance/*"],
    ["arn:aws:ec2:???????????:*:instance/*", "arn:aws:ec2:eu-*:*:instance/*"],
    [`arn:aws:ec2:\${aws:RequestedRegion}:*:instance/*`, ONE_PLACE],
  ])("%s and %s: is not told where no pattern says it", (pattern, target) => {
    expect(intersectArn(pattern, target)).toBe("unclear");
  });
});

const regions = ["eu-west-1", "us-east-1", "us-west-2"];
const accounts = ["111111111111", "222222222222"];
const ids = ["instance/i-0a", "instance/i-0b", "volume/vol-1"];
const segment = (values: readonly string[]) =>
  fc.oneof(
    fc.constantFrom("*", ...values),
    fc.constantFrom(...values).chain((text) => fc.nat(text.length).map((at) => `${text.slice(0, at)}*`)),
    fc.constantFrom(...values).map((text) => text.replace(/.$/, "?")),
  );
const patterns = fc.tuple(segment(regions), segment(accounts), segment(ids)).map(([r, a, i]) => `arn:aws:ec2:${r}:${a}:${i}`);
const targets = fc
  .tuple(fc.constantFrom("*", ...regions), fc.constantFrom("*", ...accounts))
  .map(([region, account]) => `arn:aws:ec2:${region}:${account}:instance/*`);
const arns = regions.flatMap((r) => accounts.flatMap((a) => ids.map((i) => `arn:aws:ec2:${r}:${a}:${i}`)));
const covers = (pattern: string, arn: string) => matchesArn(compileArnPattern(parseGlob(pattern)), arn) === "yes";

it("is what both cover, no more and no less, wherever it is told", () => {
  fc.assert(
    fc.property(patterns, targets, (pattern, target) => {
      const common = intersectArn(pattern, target);
      if (common === "unclear") return;
      for (const arn of arns) {
        expect(common !== null && covers(common, arn)).toBe(covers(pattern, arn) && covers(target, arn));
      }
    }),
  );
});

it("finds no overlap only where there is none, and contains only what it covers", () => {
  fc.assert(
    fc.property(patterns, patterns, (one, other) => {
      for (const arn of arns) {
        if (covers(one, arn)) expect(canOverlap(one, arn)).toBe(true);
        if (containsArn(one, other) && covers(other, arn)) expect(covers(one, arn)).toBe(true);
      }
    }),
  );
});

it.each([
  ["arn:aws:ecs:*:*:task/*", "arn:*:ec2:*:*:instance/*", false],
  ["arn:aws:s3:::*", "arn:*:ec2:*:*:instance/*", false],
  ["arn:aws:ssm:*:*:parameter/*", "arn:*:ssm:*:*:document/*", false],
  ["arn:aws:ssm:*::document/AWS-RunShellScript", "arn:*:ssm:*:*:document/*", true],
  ["arn:aws:ssm:*", "arn:*:ssm:*:*:session/*", true],
  [`arn:aws:ssm:*:*:session/\${aws:username}-*`, "arn:*:ssm:*:*:session/*", true],
])("%s can be a %s: %s", (pattern, shape, expected) => {
  expect(canOverlap(pattern, shape)).toBe(expected);
});
