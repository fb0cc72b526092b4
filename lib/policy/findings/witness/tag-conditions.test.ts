import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { ConditionBlock } from "../../policy-document.ts";
import { isLikeTagKey, otherTagsOf } from "./tag-conditions.ts";

describe("a key that was meant to be the tag's", () => {
  it.each([
    ["CadoResponse-SSM-Enabled", true],
    ["cado_response_ssm_enabled", true],
    ["CadoResponseSSMEnable", true],
    ["CadoReponseSSMEnabled", true],
    ["CadoResponseSMSEnabled", true],
    ["CadoResponseSSMEnabled", false],
    ["cadoresponsessmenabled", false],
    ["CadoResponse", false],
    ["Name", false],
    ["environment", false],
  ])("%s: %s", (key, expected) => {
    expect(isLikeTagKey(key, DOCUMENTED_TAG)).toBe(expected);
  });

  it("is Cado's own where another is set, and never one of two short keys", () => {
    expect(isLikeTagKey("CadoResponseSSMEnabled", { key: "forensics", value: "x" })).toBe(true);
    expect(isLikeTagKey("envs", { key: "env", value: "x" })).toBe(false);
    expect(isLikeTagKey("--", { key: "::", value: "x" })).toBe(false);
  });
});

describe("tags that meet the other conditions of a statement", () => {
  it.each<[string, ConditionBlock, Readonly<Record<string, string>>]>([
    ["an equal value", { StringEquals: { "ssm:resourceTag/env": ["prod", "dev"] } }, { env: "prod" }],
    ["a pattern", { StringLike: { "aws:ResourceTag/Name": "Cado?-*" } }, { Name: "Cado0-0" }],
    ["a wildcard that is escaped", { StringLike: { "aws:ResourceTag/Name": `a\${*}` } }, { Name: "a*" }],
    ["a key that must be there", { Null: { "ec2:ResourceTag/owner": "false" } }, { owner: "0" }],
    ["none for a key that must be missing", { Null: { "ec2:ResourceTag/owner": "true" } }, {}],
    ["none for a negated operator", { StringNotEquals: { "ssm:resourceTag/env": "dev" } }, {}],
    [
      "none for a value that only the request tells",
      { StringEquals: { "ssm:resourceTag/team": `\${aws:PrincipalTag/team}` } },
      {},
    ],
    ["none for the tag that grants", { StringEquals: { "ssm:resourceTag/cadoResponseSSMEnabled": "True" } }, {}],
    ["none for other keys", { StringEquals: { "aws:RequestTag/env": "prod", "ssm:resourceTags/env": "prod" } }, {}],
  ])("%s", (_, Condition, expected) => {
    expect(otherTagsOf({ Effect: "Allow", Action: "*", Resource: "*", Condition }, DOCUMENTED_TAG)).toEqual(expected);
  });
});
