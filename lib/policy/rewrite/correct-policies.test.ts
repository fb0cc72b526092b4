import { describe, expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import type { PolicyJson } from "#lib/demo/estate/roles/role-record.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { PolicyDocument, Statement } from "../policy-document.ts";
import { POLICY_QUOTAS, policySize } from "../policy-size.ts";
import { renderVariant } from "../variants.ts";
import { correctPolicies } from "./correct-policies.ts";
import type { Correction, CorrectionOptions } from "./correction.ts";
import { defaultCorrection } from "./correction-options.ts";
import { taggedStatements } from "./tagged-statements.ts";

const OPTIONS = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });
const TAG_KEY = `ssm:resourceTag/${DOCUMENTED_TAG.key}`;
const NODES = ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:managed-instance/*"];
const DOCUMENTS = ["arn:aws:ssm:*::document/AWS-RunShellScript", "arn:aws:ssm:*::document/AWS-RunPowerShellScript"];
const TAGGED = { StringEquals: { [TAG_KEY]: "True" } };
const FROM_OFFICE = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };

function policy(name: string, Statement: readonly Statement[], kind: NamedPolicy["kind"] = "inline"): NamedPolicy {
  return { name, kind, document: { Version: "2012-10-17", Statement } };
}

function allow(Action: Statement["Action"] & {}, Resource: Statement["Resource"] & {}, more: Partial<Statement> = {}): Statement {
  return { Effect: "Allow", Action, Resource, ...more };
}

function correct(statements: readonly Statement[], more: Partial<CorrectionOptions> = {}): Correction {
  return correctPolicies([policy("role", statements)], { ...OPTIONS, ...more });
}

function statementsOf({ policies }: Correction, at = 0): readonly Statement[] {
  return policies[at]?.document.Statement ?? [];
}

function failed({ checks }: Correction): readonly string[] {
  return checks.filter(({ passed }) => !passed).map(({ name, expected, answer }) => `${name}: ${expected}, is ${answer.result}`);
}

function bySid(correction: Correction, sid: string): Statement | undefined {
  return correction.policies.flatMap(({ document }) => document.Statement).find(({ Sid }) => Sid === sid);
}

describe.each([
  ["acquisition", "managed", ACQUISITION_POLICY],
  ["cross-account", "inline", CROSS_ACCOUNT_POLICY],
  ["terraform", "inline", TERRAFORM_POLICY],
] as const)("the shipped role of generation %s", (generation, kind, json) => {
  const before = documentOf(json);
  const correction = correctPolicies([{ name: generation, kind, document: before }], OPTIONS);
  const [after] = correction.policies;

  it("becomes exactly this text", async () => {
    await expect(`${JSON.stringify(after?.document, null, 2)}\n`).toMatchFileSnapshot(
      `./cases/${generation}.corrected.json.snap`,
    );
  });

  it("can do all that Cado needs, nothing that it must not, and all else as before", () => {
    expect(failed(correction)).toEqual([]);
    expect(new Set(correction.checks.map(({ group }) => group))).toEqual(new Set(["needed", "refused", "as-before"]));
  });

  it("keeps every unrelated statement as it is, and of the others all but what the tag is to decide", () => {
    const ours = /^ssm:(SendCommand|(Start|Terminate|Resume)Session|DescribeInstanceInformation)$/;
    for (const statement of before.Statement) {
      const actions = [statement.Action ?? []].flat().filter((action) => !ours.test(action));
      if (actions.length === [statement.Action ?? []].flat().length) expect(after?.document.Statement).toContain(statement);
      else if (actions.length > 0) {
        const kept = after?.document.Statement.find(({ Sid }) => Sid === statement.Sid);
        expect({ ...kept, Action: undefined }).toEqual({ ...statement, Action: undefined });
        expect(kept?.Action).toEqual(expect.arrayContaining(actions));
      }
    }
  });

  it("fits the quota of either kind, and is not corrected a second time", () => {
    expect(policySize(after?.document ?? before)).toBeLessThan(POLICY_QUOTAS.managed);
    expect(correction.overQuota).toEqual([]);
    const again = correctPolicies(correction.policies, OPTIONS);
    expect(again.changes).toEqual([]);
    expect(again.policies[0]).toBe(after);
  });
});

function documentOf(json: PolicyJson): PolicyDocument {
  const parsed = parsePolicy(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
}

describe("what a role is given", () => {
  it("is one new policy of the tagged set where it has none", () => {
    const correction = correctPolicies([], OPTIONS);
    expect(correction.policies).toEqual([
      { name: "CadoTaggedNodes", kind: "unknown", document: { Version: "2012-10-17", Statement: taggedStatements(OPTIONS) } },
    ]);
    expect(failed(correction)).toEqual([]);
  });

  it("is the tagged set at the end of the first policy where nothing in it is about SSM", () => {
    const own = allow("s3:GetObject", "*");
    const correction = correctPolicies([policy("one", [own]), policy("two", [own])], OPTIONS);
    expect(statementsOf(correction)).toEqual([own, ...taggedStatements(OPTIONS)]);
    expect(correction.policies[1]?.document.Statement).toEqual([own]);
  });

  it.each(["documented-default", "documented-tagged", "corrected"] as const)(
    "works when the role was the variant %s",
    (variant) => {
      const document = renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG });
      const correction = correctPolicies([{ name: variant, kind: "unknown", document }], OPTIONS);
      expect(failed(correction)).toEqual([]);
    },
  );

  it("is the corrected variant to the letter where it was the documented default", () => {
    const document = renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG });
    const corrected = renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG });
    expect(correctPolicies([{ name: "", kind: "unknown", document }], OPTIONS).policies[0]?.document).toEqual(corrected);
  });

  it("goes where the first statement stood that it is about, and is called by Sids that are free", () => {
    const [first, broad, last] = [
      allow("s3:GetObject", "*", { Sid: "CadoRunCommandDocuments" }),
      allow(["ssm:SendCommand", "ssm:GetParameter"], "*", { Sid: "Old" }),
      allow("ec2:DescribeInstances", "*"),
    ];
    const sids = statementsOf(correct([first, broad, last])).map(({ Sid }) => Sid);
    expect(sids.slice(0, 4)).toEqual([
      "CadoRunCommandDocuments",
      "Old",
      "CadoRunCommandOnTaggedNodes",
      "CadoRunCommandDocuments2",
    ]);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it("leaves out reads that are granted on everything already", () => {
    const correction = correct([allow("ssm:SendCommand", "*"), allow(["ssm:Describe*", "ssm:GetCommandInvocation"], "*")]);
    expect(bySid(correction, "CadoReadSsmState")).toBeUndefined();
    expect(failed(correction)).toEqual([]);
  });
});

describe("what the role had", () => {
  const one = (Resource: string | readonly string[], more: Partial<Statement> = {}) =>
    correct([allow("ssm:SendCommand", Resource, more)]);

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
      expect(bySid(one(resource), sid)).toMatchObject({ Resource: nodes, Condition: TAGGED });
    expect(failed(one(resource)).filter((name) => !(isOneId && name.includes("hybrid")))).toEqual([]);
  });

  it("says nothing of hybrid nodes beside those that it names", () => {
    const only = "arn:aws:ssm:*:*:managed-instance/mi-0123456789abcdef0";
    const correction = one([NODES[0] ?? "", only]);
    expect(bySid(correction, "CadoRunCommandOnTaggedNodes")).toMatchObject({ Resource: [NODES[0], only] });
  });

  it("keeps its conditions, on all that is said for it", () => {
    const correction = one("*", { Condition: FROM_OFFICE });
    for (const sid of ["CadoRunCommandDocuments", "CadoSessionDocuments", "CadoReadSsmState"])
      expect(bySid(correction, sid)).toMatchObject({ Condition: FROM_OFFICE });
    expect(bySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual({ ...TAGGED, ...FROM_OFFICE });
    // The address of a caller is not known here, so the proof says so rather than that it works.
    expect(failed(correction)).toContain("SendCommand on a tagged instance: allowed, is unknown");
  });

  it("keeps another tag on the nodes alone, in one condition with ours", () => {
    const correction = one("*", { Condition: { StringEquals: { "ssm:resourceTag/Env": "prod" } } });
    expect(bySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual({
      StringEquals: { [TAG_KEY]: "True", "ssm:resourceTag/Env": "prod" },
    });
    expect(bySid(correction, "CadoRunCommandDocuments")).not.toHaveProperty("Condition");
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
    expect(bySid(correction, "CadoRunCommandOnTaggedNodes")?.Condition).toEqual(TAGGED);
    expect(failed(correction)).toEqual([]);
  });

  it.each([{ StringEquals: { [TAG_KEY]: "True" } }, { StringLike: { [TAG_KEY.toLowerCase()]: ["True"] } }])(
    "is kept where it asks for exactly the tag: %j",
    (Condition) => {
      const exact = allow("ssm:SendCommand", NODES, { Sid: "Mine", Condition });
      const correction = correct([exact]);
      expect(statementsOf(correction)[0]).toBe(exact);
      expect(bySid(correction, "CadoRunCommandOnTaggedNodes")).toBeUndefined();
      expect(failed(correction)).toEqual([]);
    },
  );

  it("keeps containers and the bucket of the output, by themselves", () => {
    const task = "arn:aws:ecs:*:*:task/*";
    const correction = correct([allow(["ssm:StartSession", "ssm:GetParameter"], [...NODES, task], { Sid: "Mixed" })]);
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
    const correction = correct(alike);
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
    const correction = correct([statement]);
    expect(statementsOf(correction)[0]).toBe(statement);
    expect(correction.changes[0]).toMatchObject({ before: 0, after: [0], reason: "kept-under-deny" });
    expect(bySid(correction, "CadoDenyUntaggedNodes")).toMatchObject({
      Effect: "Deny",
      Condition: { StringNotEquals: { [TAG_KEY]: "True" } },
    });
    expect(failed(correction).filter((name) => !/allowed, is|Session of its own/.test(name))).toEqual([]);
  });

  it("are proved whole where they grant all that is needed", () => {
    for (const statement of [allow("*", "*"), allow("ssm:*", "*")]) expect(failed(correct([statement]))).toEqual([]);
  });

  it("under a condition get no more without it", () => {
    const correction = correct([allow("ssm:*", "*", { Condition: FROM_OFFICE })]);
    expect(statementsOf(correction).filter(({ Effect }) => Effect === "Allow")).toHaveLength(1);
  });
});

describe("the options", () => {
  const broad = allow(["ssm:SendCommand", "ssm:StartSession", "ssm:TerminateSession"], "*");
  const account = parseAccountId("111111111111");
  const region = parseRegionName("eu-west-1");

  it.each<[string, Partial<CorrectionOptions>]>([
    ["Run Command only", { portForwarding: false }],
    ["Linux only", { linuxOnly: true }],
    ["no hybrid nodes", { hybrid: false }],
    ["one account", { accounts: account === undefined ? [] : [account] }],
    ["one region", { regions: region === undefined ? [] : [region] }],
    ["any session", { ownSessionsOnly: false }],
    ["no guard", { guard: false }],
    ["another tag", { tag: { key: "acme:forensics", value: "yes, please" } }],
  ])("%s: pass their own proof, whether the role named the actions, meant them by a wildcard, or is shipped", (_, more) => {
    for (const statement of [broad, allow("ssm:*", "*"), allow("*", "*")]) expect(failed(correct([statement], more))).toEqual([]);
    for (const json of [ACQUISITION_POLICY, CROSS_ACCOUNT_POLICY, TERRAFORM_POLICY])
      expect(failed(correct(documentOf(json).Statement, more))).toEqual([]);
  });

  it("take sessions away altogether", () => {
    const correction = correct([allow("ssm:StartSession", "*", { Sid: "Gone" }), allow("ssm:SendCommand", "*")], {
      portForwarding: false,
    });
    expect(JSON.stringify(correction.policies)).not.toContain("Session");
    expect(correction.changes[0]).toMatchObject({ before: 0, after: [], reason: "empty" });
  });

  it("write accounts and regions out", () => {
    const places = { accounts: account === undefined ? [] : [account], regions: region === undefined ? [] : [region] };
    expect(bySid(correct([broad], places), "CadoSessionDocuments")?.Resource).toEqual([
      "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession",
      "arn:aws:ssm:eu-west-1:111111111111:document/SSM-SessionManagerRunShell",
    ]);
  });
});

describe("the guard", () => {
  const guards = (statements: readonly Statement[]) =>
    statementsOf(correct(statements)).filter(({ Effect }) => Effect === "Deny");
  const tags = (Resource: string, more: Partial<Statement> = {}) => allow(["ec2:CreateTags", "ec2:DeleteTags"], Resource, more);

  it.each<[string, readonly Statement[], readonly string[]]>([
    ["cannot tag", [allow("ec2:DescribeInstances", "*")], []],
    [
      "tags snapshots as it makes them",
      [allow("ec2:CreateTags", "*", { Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } } })],
      [],
    ],
    ["tags volumes alone", [tags("arn:aws:ec2:*:*:volume/*")], []],
    [
      "tags what it launches",
      [
        allow(["ec2:RunInstances", "ec2:CreateTags"], "*", {
          Condition: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
        }),
      ],
      ["CadoGuardTag"],
    ],
    ["tags instances of one place", [tags("arn:aws:ec2:eu-*:222222222222:instance/*")], ["CadoGuardTag", "CadoGuardAllTags"]],
    [
      "may tag under a condition on another key",
      [tags("*", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Owner"] }, Null: { "aws:TagKeys": "false" } } })],
      [],
    ],
    ["tags hybrid nodes", [allow("ssm:AddTagsToResource", "*")], ["CadoGuardTag"]],
    ["tags by a wildcard", [allow("ec2:*", "*")], ["CadoGuardTag", "CadoGuardAllTags"]],
    [
      "is kept from the exact key alone",
      [
        tags("*"),
        {
          Effect: "Deny",
          Action: "ec2:*Tags",
          Resource: "*",
          Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": DOCUMENTED_TAG.key } },
        },
      ],
      ["CadoGuardTag", "CadoGuardAllTags"],
    ],
    ["is kept from all tagging", [tags("*"), { Effect: "Deny", Action: "ec2:*Tags", Resource: "*" }], []],
    [
      "renames and then terminates",
      [
        allow("ec2:CreateTags", "*"),
        allow("ec2:TerminateInstances", "*", { Condition: { StringLike: { "ec2:ResourceTag/Name": "CadoResponse*" } } }),
      ],
      ["CadoGuardTag", "CadoGuardName"],
    ],
  ])("of a role that %s: %j", (_, statements, sids) => {
    const added = guards(statements).flatMap(({ Sid }) => (Sid?.startsWith("CadoGuard") ? [Sid] : []));
    expect(added).toEqual(sids);
    expect(failed(correct(statements))).toEqual([]);
  });

  it("lets a launch have a name", () => {
    const { policies, checks } = correctPolicies([{ name: "", kind: "inline", document: documentOf(TERRAFORM_POLICY) }], OPTIONS);
    expect(checks.some(({ name, passed }) => name.includes("rename") && passed)).toBe(true);
    expect(JSON.stringify(policies)).toContain('"Null":{"ec2:CreateAction":"true"}');
  });
});

describe("several policies", () => {
  it("keep their order, names and kinds, and none is left empty while another has its share", () => {
    const correction = correctPolicies(
      [
        policy("commands", [allow("ssm:SendCommand", "*")], "managed"),
        policy("other", [allow("s3:GetObject", "*")]),
        policy("sessions", [allow(["ssm:StartSession", "ssm:TerminateSession"], "*")]),
      ],
      OPTIONS,
    );
    expect(correction.policies.map(({ name, kind }) => [name, kind])).toEqual([
      ["commands", "managed"],
      ["other", "inline"],
      ["sessions", "inline"],
    ]);
    expect(correction.policies.map(({ document }) => document.Statement.map(({ Sid }) => Sid))).toEqual([
      ["CadoRunCommandOnTaggedNodes", "CadoRunCommandDocuments", "CadoReadSsmState"],
      [undefined],
      ["CadoSessionOnTaggedNodes", "CadoSessionDocuments", "CadoOwnSessions"],
    ]);
    expect(failed(correction)).toEqual([]);
  });

  it("are not changed where they are of an old version with text that would become a variable", () => {
    const old: NamedPolicy = {
      name: "old",
      kind: "inline",
      document: { Version: "2008-10-17", Statement: [allow("s3:GetObject", `arn:aws:s3:::x/\${aws:userid}`)] },
    };
    const correction = correctPolicies([old], OPTIONS);
    expect(correction.policies[0]).toBe(old);
    expect(correction.policies[1]?.document.Statement).toEqual(taggedStatements(OPTIONS));
  });

  it("become of today's version where they take a policy variable in, and it is said", () => {
    const old: NamedPolicy = { name: "old", kind: "inline", document: { Statement: [allow("ssm:SendCommand", "*")] } };
    const correction = correctPolicies([old], OPTIONS);
    expect(correction.policies[0]?.document.Version).toBe("2012-10-17");
    expect(correction.changes.at(-1)?.reason).toBe("version");
    expect(failed(correction)).toEqual([]);
  });
});

describe("what cannot be mended is told", () => {
  it("a Deny of the role's own", () => {
    const deny: Statement = { Effect: "Deny", Action: "ssm:SendCommand", Resource: DOCUMENTS };
    expect(failed(correct([deny, allow("ssm:SendCommand", "*")]))).toEqual([
      "SendCommand with AWS-RunShellScript: allowed, is denied",
      "SendCommand with AWS-RunPowerShellScript: allowed, is denied",
    ]);
  });

  it("a policy of which nothing is left", () => {
    const wide = policy("wide", [allow("ssm:*", "*")]);
    const { policies, changes } = correctPolicies([wide, policy("gone", [allow("ssm:SendCommand", "*")])], OPTIONS);
    expect(policies[1]).toMatchObject({ name: "gone", document: { Statement: [] } });
    expect(changes).toContainEqual(expect.objectContaining({ policy: 1, before: null, after: [], reason: "empty" }));
  });

  it("a policy that is over its quota", () => {
    const long = allow(
      "s3:GetObject",
      Array.from({ length: 120 }, (_, at) => `arn:aws:s3:::a-bucket-with-quite-a-long-name-${at}/*`),
    );
    const statements = [long, allow("ssm:SendCommand", "*")];
    expect(correctPolicies([policy("m", statements, "managed")], OPTIONS).overQuota).toMatchObject([
      { policy: 0, quota: "managed" },
    ]);
    expect(correctPolicies([policy("i", statements), policy("j", [long])], OPTIONS).overQuota).toMatchObject([
      { policy: null, quota: "inline" },
    ]);
    expect(correctPolicies([policy("i", statements)], OPTIONS).overQuota).toEqual([]);
  });
});
