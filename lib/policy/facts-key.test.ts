import { describe, expect, it } from "vitest";
import { createAuthorize } from "./evaluate.ts";
import type { PolicyReads } from "./facts-key.ts";
import type { Statement } from "./policy-document.ts";

function readsOf(...statements: readonly Statement[]): PolicyReads {
  return createAuthorize({ identity: [{ Version: "2012-10-17", Statement: statements }] }).reads;
}

const ALLOW: Statement = { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" };
const NOTHING: PolicyReads = { account: false, region: false, id: false, tagKeys: [] };
const OWN: Partial<PolicyReads> = { account: true, region: true, id: true, tagKeys: ["own"] };

describe("what a policy reads", () => {
  it.each<[string, Partial<Statement>, Partial<PolicyReads>]>([
    ["everything allowed", {}, {}],
    ["every instance", { Resource: "arn:aws:ec2:*:*:instance/*" }, {}],
    ["AWS's documents", { Resource: "arn:aws:ssm:*::document/AWS-RunShellScript" }, {}],
    ["one region", { Resource: "arn:aws:ec2:eu-*:*:instance/*" }, { region: true }],
    ["one account", { Resource: "arn:aws:ec2:*:111111111111:instance/*" }, { account: true }],
    ["one node", { Resource: "arn:aws:ec2:*:*:instance/i-01234567" }, { id: true }],
    ["some nodes", { Resource: "arn:aws:ec2:*:*:instance/i-0*" }, { id: true }],
    ["a bucket", { Resource: "arn:aws:s3:::some-bucket" }, { account: false, region: true }],
    ["a short ARN", { Resource: "arn:aws:ec2:*" }, { account: true, region: true, id: true }],
    ["a policy variable that a node fills", { Resource: `arn:aws:ec2:*:*:instance/\${aws:ResourceTag/own}` }, OWN],
    ["a policy variable that no node fills", { Resource: `arn:aws:ssm:*:*:session/\${aws:username}-*` }, {}],
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
    ["tags for tagging", { Action: "ec2:*", Condition: { StringLike: { "ec2:ResourceTag/Name": "x" } } }, { tagKeys: ["name"] }],
    [
      "nothing of ours",
      {
        Action: "ec2:RunInstances",
        Resource: "arn:aws:ec2:eu-west-1:1:instance/i-1",
        Condition: { StringLike: { "ec2:ResourceTag/Name": "x" } },
      },
      {},
    ],
  ])("%s", (_, part, reads) => {
    expect(readsOf({ ...ALLOW, ...part })).toMatchObject({ ...NOTHING, ...reads });
  });
});
