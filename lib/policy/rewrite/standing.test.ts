import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Statement } from "../policy-document.ts";
import { allow, correctSample, failedChecks, findBySid, statementsOf } from "./sample-role.ts";

const TAG_KEY = `ssm:resourceTag/${DOCUMENTED_TAG.key}`;
const NODES = ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:managed-instance/*"];
const DOCUMENTS = ["arn:aws:ssm:*::document/AWS-RunShellScript", "arn:aws:ssm:*::document/AWS-RunPowerShellScript"];
const TAGGED = { StringEquals: { [TAG_KEY]: "True" } };
const FROM_OFFICE = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };

describe("what the role had", () => {
  const one = (Resource: string | readonly string[], more: Partial<Statement> = {}) =>
    correctSample([allow("ssm:SendCommand", Resource, more)]);

  it.each<[string, readonly string[]]>([
    [
      "arn:aws:ec2:eu-west-1:111111111111:instance/*",
      ["arn:aws:ec2:eu-west-1:111111111111:instance/*", "arn:aws:ssm:eu-west-1:111111111111:managed-instance/*"],
    ],
    ["arn:aws:ec2:*:111111111111:instance/i-0123456789abcdef0", ["arn:aws:ec2:*:111111111111:instance/i-0123456789abcdef0"]],
    ["arn:aws:ec2:eu-*:*:instance/*", ["arn:aws:ec2:eu-*:*:instance/*", "arn:aws:ssm:eu-*:*:managed-instance/*"]],
    ["arn:aws:ec2:eu-west-1:*", ["arn:aws:ec2:eu-west-1:*:instance/*", "arn:aws:ssm:eu-west-1:*:managed-instance/*"]],
    ["*", NODES],
  ])("stays within the nodes %s", (resource, nodes) => {
    // One instance by its id says nothing of hybrid nodes, and the proof says that.
    const isOneId = !nodes.some((node) => node.includes("managed-instance"));
    for (const sid of ["CadoRunCommandOnTaggedNodes", "CadoSessionOnTaggedNodes"])
      expect(findBySid(one(resource), sid)).toMatchObject({ Resource: nodes, Condition: TAGGED });
    expect(failedChecks(one(resource)).filter((name) => !(isOneId && name.includes("hybrid")))).toEqual([]);
  });

  it("says nothing of hybrid nodes beside those that it names", () => {
    const only = "arn:aws:ssm:*:*:managed-instance/mi-0123456789abcdef0";
    const correction = one([NODES[0] ?? "", only]);
    expect(findBySid(correction, "CadoRunCommandOnTaggedNodes")).toMatchObject({ Resource: [NODES[0], only] });
  });

  it("keeps its conditions, on all that is said for it", () => {
    const correction = one("*", { Condition: FROM_OFFICE });
    for (const sid of ["CadoRunCommandDocuments", "CadoSessionDocuments", "CadoReadSsmState"])
      expect(findBySid(correction, sid)).toMatchObject({ Condition: FROM_OFFICE });
    expect(findBySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual({ ...TAGGED, ...FROM_OFFICE });
    // The address of a caller is not known here, so the proof says so rather than that it works.
    expect(failedChecks(correction)).toContain("SendCommand on a tagged instance: allowed, is unknown");
  });

  it("keeps another tag on the nodes alone, in one condition with ours", () => {
    const correction = one("*", { Condition: { StringEquals: { "ssm:resourceTag/Env": "prod" } } });
    expect(findBySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual({
      StringEquals: { [TAG_KEY]: "True", "ssm:resourceTag/Env": "prod" },
    });
    expect(findBySid(correction, "CadoRunCommandDocuments")).not.toHaveProperty("Condition");
  });

  it.each<[string, NonNullable<Statement["Condition"]>]>([
    ["IfExists", { StringEqualsIfExists: { [TAG_KEY]: "True" } }],
    ["a wildcard", { StringLike: { [TAG_KEY]: "*" } }],
    ["two values", { StringEquals: { [TAG_KEY]: ["True", "true"] } }],
    ["another value", { StringEquals: { [TAG_KEY]: "true" } }],
    ["no regard to case", { StringEqualsIgnoreCase: { [TAG_KEY]: "True" } }],
    ["a negation", { StringNotEquals: { [TAG_KEY]: "False" } }],
    ["a set operator", { "ForAllValues:StringEquals": { [TAG_KEY]: "True" } }],
    ["presence", { Null: { [TAG_KEY]: "false" } }],
    ["the global key", { StringEquals: { [`aws:ResourceTag/${DOCUMENTED_TAG.key}`]: "True" } }],
  ])("loses a condition on the tag with %s to the exact one", (_, Condition) => {
    const correction = one([...NODES, ...DOCUMENTS], { Condition });
    expect(findBySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual(TAGGED);
    expect(failedChecks(correction)).toEqual([]);
  });

  it.each([{ StringEquals: { [TAG_KEY]: "True" } }, { StringLike: { [TAG_KEY.toLowerCase()]: ["True"] } }])(
    "is kept where it asks for exactly the tag: %j",
    (Condition) => {
      const exact = allow("ssm:SendCommand", NODES, { Sid: "Mine", Condition });
      const correction = correctSample([exact]);
      expect(statementsOf(correction)[0]).toBe(exact);
      expect(findBySid(correction, "CadoRunCommandOnTaggedNodes")).toBeUndefined();
      expect(failedChecks(correction)).toEqual([]);
    },
  );

  it("keeps containers and the bucket of the output, by themselves", () => {
    const task = "arn:aws:ecs:*:*:task/*";
    const correction = correctSample([allow(["ssm:StartSession", "ssm:GetParameter"], [...NODES, task], { Sid: "Mixed" })]);
    expect(statementsOf(correction).slice(0, 2)).toEqual([
      { Sid: "Mixed", Effect: "Allow", Action: ["ssm:GetParameter"], Resource: [...NODES, task] },
      { Effect: "Allow", Action: "ssm:StartSession", Resource: [task] },
    ]);
    expect(correction.changes[0]).toMatchObject({ before: 0, after: [0, 1], reason: "narrowed" });
  });

  it("keeps statements that only look alike", () => {
    const alike = [
      allow("ssm:*", "arn:aws:ssm:*:*:parameter/*"),
      allow("ssm:StartSession", "arn:aws:ecs:*:*:task/*"),
      allow("ssm:Start*", "arn:aws:ssm:*:*:automation-definition/*"),
      allow("*", "arn:aws:s3:::evidence/*"),
    ];
    const correction = correctSample(alike);
    expect(statementsOf(correction).slice(0, 4)).toEqual(alike);
    expect(correction.changes.map(({ reason }) => reason)).toEqual(["tagged-set"]);
  });
});

describe("wildcards, NotAction and NotResource", () => {
  it.each<[string, Statement]>([
    ["everything", allow("*", "*")],
    ["a service", allow("ssm:*", "*")],
    ["NotAction", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    [
      "NotResource",
      {
        Effect: "Allow",
        Action: ["ssm:SendCommand", "ssm:StartSession"],
        NotResource: "arn:aws:ec2:*:*:instance/i-0000000000000000f",
      },
    ],
    ["a part of a name", allow(["ssm:Send*", "ssm:*Session", "ssm:Describe*", "ssm:Get*"], "*")],
  ])("stay to the letter under a Deny: %s", (_, statement) => {
    const correction = correctSample([statement]);
    expect(statementsOf(correction)[0]).toBe(statement);
    expect(correction.changes[0]).toMatchObject({ before: 0, after: [0], reason: "kept-under-deny" });
    expect(findBySid(correction, "CadoDenyUntaggedNodes")).toMatchObject({
      Effect: "Deny",
      Condition: { StringNotEquals: { [TAG_KEY]: "True" } },
    });
    expect(failedChecks(correction).filter((name) => !/allowed, is|Session of its own/.test(name))).toEqual([]);
  });

  it("are proved whole where they grant all that is needed", () => {
    for (const statement of [allow("*", "*"), allow("ssm:*", "*")]) expect(failedChecks(correctSample([statement]))).toEqual([]);
  });

  it("under a condition get no more without it", () => {
    const correction = correctSample([allow("ssm:*", "*", { Condition: FROM_OFFICE })]);
    expect(statementsOf(correction).filter(({ Effect }) => Effect === "Allow")).toHaveLength(1);
  });
});
