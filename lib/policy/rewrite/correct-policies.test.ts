import { describe, expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";
import type { Statement } from "../policy-document.ts";
import { POLICY_QUOTAS, policySize } from "../policy-size.ts";
import { renderVariant } from "../variants.ts";
import { correctPolicies } from "./correct-policies.ts";
import {
  allow,
  correctSample,
  documentOf,
  failedChecks,
  findBySid,
  SAMPLE_OPTIONS,
  samplePolicy,
  statementsOf,
} from "./sample-role.ts";
import { taggedStatements } from "./tagged-statements.ts";

const DOCUMENTS = ["arn:aws:ssm:*::document/AWS-RunShellScript", "arn:aws:ssm:*::document/AWS-RunPowerShellScript"];

describe.each([
  ["acquisition", "managed", ACQUISITION_POLICY],
  ["cross-account", "inline", CROSS_ACCOUNT_POLICY],
  ["terraform", "inline", TERRAFORM_POLICY],
] as const)("the shipped role of generation %s", (generation, kind, json) => {
  const before = documentOf(json);
  const correction = correctPolicies([{ name: generation, kind, document: before }], SAMPLE_OPTIONS);
  const [after] = correction.policies;

  it("becomes exactly this text", async () => {
    await expect(`${JSON.stringify(after?.document, null, 2)}\n`).toMatchFileSnapshot(
      `./cases/${generation}.corrected.json.snap`,
    );
  });

  it("can do all that Cado needs, nothing that it must not, and all else as before", () => {
    expect(failedChecks(correction)).toEqual([]);
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
    const again = correctPolicies(correction.policies, SAMPLE_OPTIONS);
    expect(again.changes).toEqual([]);
    expect(again.policies[0]).toBe(after);
  });
});

describe("what a role is given", () => {
  it("is one new policy of the tagged set where it has none", () => {
    const correction = correctPolicies([], SAMPLE_OPTIONS);
    expect(correction.policies).toEqual([
      {
        name: "CadoTaggedNodes",
        kind: "unknown",
        document: { Version: "2012-10-17", Statement: taggedStatements(SAMPLE_OPTIONS) },
      },
    ]);
    expect(failedChecks(correction)).toEqual([]);
  });

  it("is the tagged set at the end of the first policy where nothing in it is about SSM", () => {
    const own = allow("s3:GetObject", "*");
    const correction = correctPolicies([samplePolicy("one", [own]), samplePolicy("two", [own])], SAMPLE_OPTIONS);
    expect(statementsOf(correction)).toEqual([own, ...taggedStatements(SAMPLE_OPTIONS)]);
    expect(correction.policies[1]?.document.Statement).toEqual([own]);
  });

  it.each(["documented-default", "documented-tagged", "corrected"] as const)(
    "works when the role was the variant %s",
    (variant) => {
      const document = renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG });
      const correction = correctPolicies([{ name: variant, kind: "unknown", document }], SAMPLE_OPTIONS);
      expect(failedChecks(correction)).toEqual([]);
    },
  );

  it("is the corrected variant to the letter where it was the documented default", () => {
    const document = renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG });
    const corrected = renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG });
    expect(correctPolicies([{ name: "", kind: "unknown", document }], SAMPLE_OPTIONS).policies[0]?.document).toEqual(corrected);
  });

  it("goes where the first statement stood that it is about, and is called by Sids that are free", () => {
    const [first, broad, last] = [
      allow("s3:GetObject", "*", { Sid: "CadoRunCommandDocuments" }),
      allow(["ssm:SendCommand", "ssm:GetParameter"], "*", { Sid: "Old" }),
      allow("ec2:DescribeInstances", "*"),
    ];
    const sids = statementsOf(correctSample([first, broad, last])).map(({ Sid }) => Sid);
    expect(sids.slice(0, 4)).toEqual([
      "CadoRunCommandDocuments",
      "Old",
      "CadoRunCommandOnTaggedNodes",
      "CadoRunCommandDocuments2",
    ]);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it("leaves out reads that are granted on everything already", () => {
    const correction = correctSample([allow("ssm:SendCommand", "*"), allow(["ssm:Describe*", "ssm:GetCommandInvocation"], "*")]);
    expect(findBySid(correction, "CadoReadSsmState")).toBeUndefined();
    expect(failedChecks(correction)).toEqual([]);
  });
});

describe("several policies", () => {
  it("keep their order, names and kinds, and none is left empty while another has its share", () => {
    const correction = correctPolicies(
      [
        samplePolicy("commands", [allow("ssm:SendCommand", "*")], "managed"),
        samplePolicy("other", [allow("s3:GetObject", "*")]),
        samplePolicy("sessions", [allow(["ssm:StartSession", "ssm:TerminateSession"], "*")]),
      ],
      SAMPLE_OPTIONS,
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
    expect(failedChecks(correction)).toEqual([]);
  });

  it("are not changed where they are of an old version with text that would become a variable", () => {
    const old: NamedPolicy = {
      name: "old",
      kind: "inline",
      document: { Version: "2008-10-17", Statement: [allow("s3:GetObject", `arn:aws:s3:::x/\${aws:userid}`)] },
    };
    const correction = correctPolicies([old], SAMPLE_OPTIONS);
    expect(correction.policies[0]).toBe(old);
    expect(correction.policies[1]?.document.Statement).toEqual(taggedStatements(SAMPLE_OPTIONS));
  });

  it("become of today's version where they take a policy variable in, and it is said", () => {
    const old: NamedPolicy = { name: "old", kind: "inline", document: { Statement: [allow("ssm:SendCommand", "*")] } };
    const correction = correctPolicies([old], SAMPLE_OPTIONS);
    expect(correction.policies[0]?.document.Version).toBe("2012-10-17");
    expect(correction.changes.at(-1)?.reason).toBe("version");
    expect(failedChecks(correction)).toEqual([]);
  });
});

describe("what cannot be mended is told", () => {
  it("a Deny of the role's own", () => {
    const deny: Statement = { Effect: "Deny", Action: "ssm:SendCommand", Resource: DOCUMENTS };
    expect(failedChecks(correctSample([deny, allow("ssm:SendCommand", "*")]))).toEqual([
      "SendCommand with AWS-RunShellScript: allowed, is denied",
      "SendCommand with AWS-RunPowerShellScript: allowed, is denied",
    ]);
  });

  it("a policy of which nothing is left", () => {
    const wide = samplePolicy("wide", [allow("ssm:*", "*")]);
    const { policies, changes } = correctPolicies([wide, samplePolicy("gone", [allow("ssm:SendCommand", "*")])], SAMPLE_OPTIONS);
    expect(policies[1]).toMatchObject({ name: "gone", document: { Statement: [] } });
    expect(changes).toContainEqual(expect.objectContaining({ policy: 1, before: null, after: [], reason: "empty" }));
  });

  it("a policy that is over its quota", () => {
    const long = allow(
      "s3:GetObject",
      Array.from({ length: 120 }, (_, at) => `arn:aws:s3:::a-bucket-with-quite-a-long-name-${at}/*`),
    );
    const statements = [long, allow("ssm:SendCommand", "*")];
    expect(correctPolicies([samplePolicy("m", statements, "managed")], SAMPLE_OPTIONS).overQuota).toMatchObject([
      { policy: 0, quota: "managed" },
    ]);
    expect(correctPolicies([samplePolicy("i", statements), samplePolicy("j", [long])], SAMPLE_OPTIONS).overQuota).toMatchObject([
      { policy: null, quota: "inline" },
    ]);
    expect(correctPolicies([samplePolicy("i", statements)], SAMPLE_OPTIONS).overQuota).toEqual([]);
  });
});
