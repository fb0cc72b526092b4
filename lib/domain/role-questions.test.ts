import { describe, expect, it } from "vitest";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { Statement } from "#lib/policy/policy-document.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import type { AuthorizationResult, Authorize } from "./authorization.ts";
import { askPlace, askTagItself, PLACE_QUESTIONS } from "./role-questions.ts";
import { sampleNode } from "./sample-node.ts";
import { DOCUMENTED_TAG } from "./tag-spec.ts";

const { partition, account, region } = sampleNode();
const PLACE = { partition, account, region };

function allowing(...statements: readonly Partial<Statement>[]): Authorize {
  const whole = statements.map((part): Statement => ({ Effect: "Allow", Action: "*", Resource: "*", ...part }));
  return createAuthorize({ identity: [{ Version: "2012-10-17", Statement: whole }] });
}

describe("what a role may do in an account's region", () => {
  it.each([
    ["corrected", ["allowed", "allowed", "allowed"]],
    ["documented-tagged", ["denied", "denied", "denied"]],
  ] as const)("under %s", (variant, answers) => {
    const authorize = createAuthorize({ identity: [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })] });
    expect(PLACE_QUESTIONS.map((question) => askPlace(authorize, question, PLACE))).toEqual(answers);
  });

  it("depends on the region where the policy does", () => {
    const authorize = allowing({ Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } });
    expect(askPlace(authorize, "list-nodes", PLACE)).toBe("denied");
  });
});

describe("whether a role may tag a node into its own reach", () => {
  const tagging = { Action: "ec2:CreateTags" };
  it.each<[string, readonly Partial<Statement>[], AuthorizationResult]>([
    ["any tag on anything", [tagging], "allowed"],
    [
      "only while it makes a snapshot",
      [{ ...tagging, Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } } }],
      "denied",
    ],
    ["another tag", [{ ...tagging, Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "Name" } } }], "denied"],
    [
      "any tag but this one",
      [tagging, { ...tagging, Effect: "Deny", Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": DOCUMENTED_TAG.key } } }],
      "denied",
    ],
    ["nodes of its own", [{ ...tagging, Condition: { StringLike: { "ec2:ResourceTag/Name": "CadoResponse*" } } }], "denied"],
    ["from an address", [{ ...tagging, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }], "unknown"],
    ["hybrid nodes", [{ Action: "ssm:AddTagsToResource" }], "denied"],
  ])("%s: on an EC2 instance", (_, statements, answer) => {
    expect(askTagItself(allowing(...statements), sampleNode(), DOCUMENTED_TAG)).toBe(answer);
  });

  it("asks SSM for a hybrid node", () => {
    const hybrid = sampleNode({ id: "mi-0123456789abcdef0" });
    expect(askTagItself(allowing({ Action: "ssm:AddTagsToResource" }), hybrid, DOCUMENTED_TAG)).toBe("allowed");
    expect(askTagItself(allowing(tagging), hybrid, DOCUMENTED_TAG)).toBe("denied");
  });

  it("is unknown where the answer depends on tags that were not read", () => {
    const authorize = allowing({ ...tagging, Condition: { StringLike: { "aws:ResourceTag/Name": "CadoResponse*" } } });
    expect(askTagItself(authorize, sampleNode({ tags: null }), DOCUMENTED_TAG)).toBe("unknown");
    expect(askTagItself(authorize, sampleNode({ tags: { Name: "CadoResponse-1" } }), DOCUMENTED_TAG)).toBe("allowed");
  });
});
