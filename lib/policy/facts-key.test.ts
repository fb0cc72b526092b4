import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "#lib/domain/capability.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { sampleNode } from "#lib/domain/sample-node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "./evaluate.ts";
import { type PolicyReads, verdictFactsKey } from "./facts-key.ts";
import type { Statement } from "./policy-document.ts";
import { renderVariant, VARIANTS } from "./variants.ts";

function readsOf(...statements: readonly Statement[]): PolicyReads {
  return createAuthorize({ identity: [{ Version: "2012-10-17", Statement: statements }] }).reads;
}

const ALLOW: Statement = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" };
const NOTHING: PolicyReads = { account: false, region: false, id: false, tagKeys: [] };

describe("what a policy reads", () => {
  it.each<[string, Partial<Statement>, Partial<PolicyReads>]>([
    ["everything allowed", {}, {}],
    ["every instance", { Resource: "arn:aws:ec2:*:*:instance/*" }, {}],
    ["AWS's documents", { Resource: "arn:aws:ssm:*::document/AWS-RunShellScript" }, {}],
    ["one region", { Resource: "arn:aws:ec2:eu-*:*:instance/*" }, { region: true }],
    ["one account", { Resource: "arn:aws:ec2:*:111111111111:instance/*" }, { account: true }],
    ["one node", { Resource: "arn:aws:ec2:*:*:instance/i-0*" }, { id: true }],
    ["a short ARN", { Resource: "arn:aws:ec2:*" }, { account: true, region: true, id: true }],
    ["a policy variable", { Resource: `arn:aws:ec2:*:*:instance/\${aws:username}` }, { account: true, region: true, id: true }],
    ["the region as a key", { Condition: { StringEquals: { "aws:requestedregion": "x" } } }, { region: true }],
    ["the account as a key", { Condition: { StringEquals: { "aws:ResourceAccount": "x" } } }, { account: true }],
    [
      "tags",
      { Condition: { StringLike: { "ssm:resourceTag/Cado": "x", "aws:ResourceTag/Env": "y" } } },
      { tagKeys: ["cado", "env"] },
    ],
    [
      "a tag as a value",
      { Condition: { StringLike: { "aws:PrincipalTag/t": `\${aws:ResourceTag/Team}` } } },
      { tagKeys: ["team"] },
    ],
    [
      "nothing of ours",
      {
        Action: "ec2:*",
        Resource: "arn:aws:ec2:eu-west-1:1:instance/i-1",
        Condition: { StringLike: { "ec2:ResourceTag/Name": "x" } },
      },
      {},
    ],
  ])("%s", (_, part, reads) => {
    expect(readsOf({ ...ALLOW, ...part })).toEqual({ ...NOTHING, ...reads });
  });
});

describe("verdictFactsKey", () => {
  const policies = [
    ...VARIANTS.map((variant) => [renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })]),
    [
      {
        Version: "2012-10-17",
        Statement: [{ ...ALLOW, Resource: ["arn:aws:ec2:eu-*:*:instance/i-0*", "arn:aws:ssm:*::document/*"] }],
      },
    ],
    [
      {
        Version: "2012-10-17",
        Statement: [
          { ...ALLOW, Action: "ssm:*" },
          {
            Effect: "Deny" as const,
            Action: "ssm:*",
            Resource: "arn:aws:ec2:*:*:instance/*",
            Condition: { StringEquals: { "ssm:resourceTag/env": ["prod"] } },
          },
          {
            Effect: "Deny" as const,
            Action: "ssm:*",
            Resource: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": "222222222222" } },
          },
        ],
      },
    ],
  ].map((identity) => createAuthorize({ identity }));
  const tagKeys = ["CadoResponseSSMEnabled", "cadoresponsessmenabled", "env", "ENV", "Name", "team"];
  const nodes = fc
    .record({
      account: fc.constantFrom("111111111111", "222222222222"),
      region: fc.constantFrom("eu-west-1", "us-east-1", "us-gov-west-1"),
      id: fc.constantFrom("i-01234567", "i-11234567", "mi-0123456789abcdef0"),
      state: fc.constantFrom("running", "stopped", "unknown"),
      ssm: fc.constantFrom("online", "connection-lost", "not-managed", "unknown"),
      platform: fc.constantFrom("linux", "windows", "unknown"),
      agentVersion: fc.constantFrom("3.3.0.0", "2.0.0.0", ""),
      tags: fc.option(fc.dictionary(fc.constantFrom(...tagKeys), fc.constantFrom("True", "true", "prod", "")), { nil: null }),
    })
    .map((facts) => sampleNode(facts));

  it("is the same only for nodes with the same verdicts and blockers", () => {
    fc.assert(
      fc.property(fc.constantFrom(...policies), fc.array(nodes, { minLength: 40, maxLength: 40 }), (authorize, list) => {
        const seen = new Map<string, string>();
        for (const node of list) {
          const key = verdictFactsKey(node, DOCUMENTED_TAG, authorize.reads);
          const verdicts = CAPABILITIES.map((capability) => decideVerdict(node, capability, DOCUMENTED_TAG, authorize));
          const told = JSON.stringify(
            verdicts.map(({ verdict, blockers }) => [verdict, blockers.map(({ code, effect }) => [code, effect])]),
          );
          expect(seen.get(key) ?? told).toBe(told);
          seen.set(key, told);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not look at what no verdict depends on", () => {
    const { reads } = createAuthorize({
      identity: [renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG })],
    });
    const key = (facts: Parameters<typeof sampleNode>[0]) => verdictFactsKey(sampleNode(facts), DOCUMENTED_TAG, reads);
    const tags = { CadoResponseSSMEnabled: "True", Name: "other", env: "prod" };
    expect(key({ id: "i-01234567", account: "222222222222", region: "us-east-1", name: "x", lastPing: 1, tags })).toBe(key({}));
  });
});
