import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMON_FACTS, findActionFacts } from "../lib/policy/action-facts.ts";
import { generateActionFacts, generateAllActionFacts } from "./generate-action-facts.ts";

describe("the facts about actions", () => {
  it.each([
    ["action-facts.generated.ts", generateActionFacts],
    ["all-action-facts.generated.ts", generateAllActionFacts],
  ])("%s is a fresh generation from the Service Authorization Reference", async (file, generate) => {
    const committed = readFileSync(new URL(`../lib/policy/${file}`, import.meta.url), "utf8");
    expect(committed).toBe(await generate());
  });

  it.each([
    ["ssm:SendCommand", true],
    ["SSM:sendcommand", true],
    ["ssm:StartSession", true],
    ["ssm:TerminateSession", true],
    ["ec2:CreateTags", true],
    ["ec2:DeleteTags", true],
    ["ssm:ListTagsForResource", true],
    ["ssm:DescribeInstanceInformation", false],
    ["ssm:DescribeInstanceProperties", false],
    ["ssm:GetCommandInvocation", false],
    ["ec2:DescribeInstances", false],
    ["sts:GetCallerIdentity", false],
    ["sts:AssumeRole", true],
    ["s3:GetObject", undefined],
    ["constructor", undefined],
  ])("%s has a resource level: %s", (action, expected) => {
    expect(findActionFacts(action)?.hasResourceLevel).toBe(expected);
  });

  it.each([
    ["ssm:resourceTag/Anything", true, false],
    ["SSM:RESOURCETAG/x", true, false],
    ["ssm:resourceTag/", false, false],
    ["aws:TagKeys", true, true],
    ["aws:PrincipalOrgPaths", true, true],
    ["aws:SourceIp", true, false],
    ["aws:PrincipalTag/team", true, false],
    ["aws:ViaAWSService", true, false],
    ["ssm:resourceTags/x", false, false],
    ["aws:Sauce", false, false],
  ])("%s is known: %s, with several values: %s", (key, known, multivalued) => {
    expect([COMMON_FACTS.isKnownConditionKey(key), COMMON_FACTS.isMultivaluedKey(key)]).toEqual([known, multivalued]);
  });
});
