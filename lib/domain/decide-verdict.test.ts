import { describe, expect, it } from "vitest";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyDocument, Statement } from "#lib/policy/policy-document.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import type { Authorize } from "./authorization.ts";
import { decideVerdict } from "./decide-verdict.ts";
import type { Partition } from "./partition.ts";
import { type SampleFacts, sampleNode } from "./sample-node.ts";
import { DOCUMENTED_TAG } from "./tag-spec.ts";
import type { Capability } from "./verdict.ts";

const HYBRID = { id: "mi-0123456789abcdef0" };
const KEY = "CadoResponseSSMEnabled";
const OTHER_CASE = "cadoresponsessmenabled";

/** The verdict and its blockers in one line: `blocked tag-absent policy-document`; `?` marks what is not certain. */
function decide(node: SampleFacts, policy: Authorize, capability: Capability = "run-command"): string {
  const { verdict, blockers } = decideVerdict(sampleNode(node), capability, DOCUMENTED_TAG, policy);
  return [verdict, ...blockers.map(({ code, effect }) => (effect === "unknown" ? `${code}?` : code))].join(" ");
}

function variant(name: VariantName, partition: Partition = "aws"): Authorize {
  return createAuthorize({ identity: [renderVariant({ variant: name, partition, tag: DOCUMENTED_TAG })] });
}

function policyOf(...statements: readonly Statement[]): Authorize {
  const document: PolicyDocument = { Version: "2012-10-17", Statement: statements };
  return createAuthorize({ identity: [document] });
}

const openDocuments: Statement = { Effect: "Allow", Action: "ssm:*", Resource: "arn:aws:ssm:*::document/*" };

describe("under the documented tagged pair", () => {
  const policy = variant("documented-tagged");
  it.each<[SampleFacts, string]>([
    [{}, "reachable"],
    [{ tags: {} }, "blocked tag-absent"],
    [{ tags: { [KEY]: "true" } }, "blocked tag-wrong-value"],
    [{ tags: { [KEY]: "" } }, "blocked tag-wrong-value"],
    [{ tags: { [OTHER_CASE]: "True" } }, "reachable"],
    [{ tags: { [OTHER_CASE]: "true" } }, "blocked tag-wrong-value"],
    [{ tags: { [KEY]: "True", [OTHER_CASE]: "no" } }, "unknown tag-conflict?"],
    [{ tags: { [KEY]: "True", [OTHER_CASE]: "True" } }, "unknown tag-conflict?"],
    [{ tags: { [KEY]: "true", [OTHER_CASE]: "no" } }, "blocked tag-conflict"],
    [{ tags: null }, "unknown tags-unread?"],
    [{ platform: "windows" }, "reachable"],
    [{ platform: "macos" }, "reachable"],
    [{ platform: "unknown" }, "reachable"],
    [HYBRID, "blocked policy-node"],
    [{ ...HYBRID, tags: {} }, "blocked policy-node"],
    [{ state: "stopped", ssm: "not-managed" }, "blocked not-running ssm-unread?"],
    [{ state: "terminated", ssm: "not-managed" }, "blocked not-running ssm-unread?"],
    [{ state: "pending" }, "blocked not-running"],
    [{ state: "unknown" }, "unknown state-unread?"],
    [{ ssm: "not-managed" }, "blocked not-managed"],
    [{ ssm: "not-managed", tags: {} }, "blocked not-managed tag-absent"],
    [{ ssm: "connection-lost" }, "blocked connection-lost"],
    [{ ssm: "inactive", tags: { [KEY]: "no" } }, "blocked inactive tag-wrong-value"],
    [{ ssm: "unknown" }, "unknown ssm-unread?"],
    [{ ssm: "unknown", tags: {} }, "blocked ssm-unread? tag-absent"],
    [{ region: "cn-north-1" }, "blocked partition-unsupported policy-node policy-document"],
    [{ region: "us-gov-west-1" }, "blocked policy-node policy-document"],
  ])("%j: %s", (node, expected) => {
    expect(decide(node, policy)).toBe(expected);
  });

  it("blocks port forwarding at its document, tagged or not", () => {
    expect(decide({}, policy, "port-forwarding")).toBe("blocked policy-document");
    expect(decide({ tags: {} }, policy, "port-forwarding")).toBe("blocked tag-absent policy-document");
  });
});

describe("under the documented default", () => {
  const policy = variant("documented-default");
  it.each<[SampleFacts, string]>([
    [{}, "reachable"],
    [{ tags: {} }, "reachable"],
    [{ tags: null }, "reachable"],
    [{ tags: { [KEY]: "a", [OTHER_CASE]: "b" } }, "reachable"],
    [HYBRID, "blocked policy-node"],
  ])("asks for no tag: %j: %s", (node, expected) => {
    expect(decide(node, policy)).toBe(expected);
  });
});

describe("under the corrected policy", () => {
  const policy = variant("corrected");
  it.each<[SampleFacts, Capability, string]>([
    [{}, "run-command", "reachable"],
    [{}, "port-forwarding", "reachable"],
    [HYBRID, "run-command", "reachable"],
    [HYBRID, "port-forwarding", "reachable"],
    [{ ...HYBRID, tags: {} }, "run-command", "blocked tag-absent"],
    [{ tags: {} }, "port-forwarding", "blocked tag-absent"],
    [{ platform: "windows" }, "port-forwarding", "blocked platform-unsupported"],
    [{ platform: "macos" }, "port-forwarding", "blocked platform-unsupported"],
    [{ platform: "unknown" }, "port-forwarding", "unknown platform-unread?"],
    [{ platform: "unknown" }, "run-command", "reachable"],
    [{ agentVersion: "3.0.222.0" }, "port-forwarding", "reachable"],
    [{ agentVersion: "3.0.151.0" }, "port-forwarding", "blocked agent-too-old"],
    [{ agentVersion: "2.3.68.0" }, "run-command", "reachable"],
    [{ agentVersion: "" }, "port-forwarding", "unknown agent-unread?"],
    [{ agentVersion: "" }, "run-command", "reachable"],
    [{ ssm: "not-managed", agentVersion: "" }, "port-forwarding", "blocked not-managed"],
  ])("%j %s: %s", (node, capability, expected) => {
    expect(decide(node, policy, capability)).toBe(expected);
  });

  it.each([
    ["aws-us-gov", "us-gov-west-1"],
    ["aws-eusc", "eusc-de-east-1"],
    ["aws-iso", "us-iso-east-1"],
  ] as const)("reaches a node of its own partition %s", (partition, region) => {
    expect(decide({ region }, variant("corrected", partition))).toBe("reachable");
  });
});

describe("under other policies", () => {
  it("blames the policy, not the tag, where the policy asks for another tag", () => {
    const policy = policyOf(openDocuments, {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "arn:aws:ec2:*:*:instance/*",
      Condition: { StringEquals: { "ssm:resourceTag/Forensics": "yes" } },
    });
    expect(decide({ tags: {} }, policy)).toBe("blocked policy-node");
    expect(decide({ tags: { Forensics: "yes" } }, policy)).toBe("reachable");
  });

  it("blames the tag where only a Deny asks for it", () => {
    const policy = policyOf(
      { Effect: "Allow", Action: "ssm:SendCommand", Resource: "*" },
      {
        Effect: "Deny",
        Action: "ssm:SendCommand",
        Resource: "arn:aws:ec2:*:*:instance/*",
        Condition: { StringNotEquals: { [`ssm:resourceTag/${KEY}`]: "True" } },
      },
    );
    expect(decide({ tags: {} }, policy)).toBe("blocked tag-absent");
    expect(decide({}, policy)).toBe("reachable");
  });

  it("tells an explicit deny from a missing allow, on the node and on the document", () => {
    const allow: Statement = { Effect: "Allow", Action: "ssm:*", Resource: "*" };
    const denyNode: Statement = { Effect: "Deny", Action: "ssm:SendCommand", Resource: "arn:aws:ec2:*:*:instance/*" };
    const denyDocument: Statement = { Effect: "Deny", Action: "ssm:SendCommand", Resource: "arn:aws:ssm:*:*:document/*" };
    expect(decide({ tags: {} }, policyOf(allow, denyNode))).toBe("blocked policy-explicit-deny");
    expect(decide({}, policyOf(allow, denyDocument))).toBe("blocked policy-explicit-deny");
  });

  it("needs the document of the platform", () => {
    const shellOnly = policyOf({
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*::document/AWS-RunShellScript"],
    });
    expect(decide({ platform: "linux" }, shellOnly)).toBe("reachable");
    expect(decide({ platform: "windows" }, shellOnly)).toBe("blocked policy-document");
    expect(decide({ platform: "unknown" }, shellOnly)).toBe("unknown platform-unread?");
    const nodesOnly = policyOf({ Effect: "Allow", Action: "ssm:SendCommand", Resource: "arn:aws:ec2:*:*:instance/*" });
    expect(decide({ platform: "unknown" }, nodesOnly)).toBe("blocked policy-document");
  });

  it("is unknown where a tag condition sits on the document leg in a way that cannot be decided", () => {
    const policy = policyOf({
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "*",
      Condition: { StringSounds: { [`ssm:resourceTag/${KEY}`]: "True" } },
    });
    expect(decide({}, policy)).toBe("unknown policy-unknown? policy-unknown?");
  });

  it("blocks at the document where the tag condition covers it: AWS's documents carry no tag", () => {
    const policy = policyOf({
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "*",
      Condition: { StringEquals: { [`ssm:resourceTag/${KEY}`]: "True" } },
    });
    expect(decide({}, policy)).toBe("blocked policy-document");
  });

  it("takes aws:ResourceTag on SendCommand for granted only with a second allow for AWS's own call", () => {
    const direct: Statement = {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "arn:aws:ec2:*:*:instance/*",
      Condition: { StringEquals: { [`aws:ResourceTag/${KEY}`]: "True" } },
    };
    const behind: Statement = {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "arn:aws:ec2:*:*:instance/*",
      Condition: { Bool: { "aws:ViaAWSService": "true" } },
    };
    expect(decide({}, policyOf(openDocuments, direct))).toBe("unknown policy-unknown?");
    expect(decide({}, policyOf(openDocuments, direct, behind))).toBe("reachable");
    expect(decide({ tags: {} }, policyOf(openDocuments, direct, behind))).toBe("blocked tag-absent");
  });

  it("is unknown where the policy asks for what nobody knows before the call", () => {
    const policy = policyOf({
      Effect: "Allow",
      Action: "ssm:*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    });
    expect(decide({}, policy)).toBe("unknown policy-unknown? policy-unknown?");
  });

  it("shows the tag and what stays unknown behind it", () => {
    const policy = policyOf(openDocuments, {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "*",
      Condition: {
        StringEquals: { [`ssm:resourceTag/${KEY}`]: "True" },
        IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
      },
    });
    expect(decide({ tags: {} }, policy)).toBe("blocked tag-absent policy-unknown?");
    expect(decide({}, policy)).toBe("unknown policy-unknown?");
  });

  it("looks at the region and account that a policy names", () => {
    const policy = policyOf(openDocuments, {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: "arn:aws:ec2:eu-west-1:111111111111:instance/*",
      Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
    });
    expect(decide({ account: "222222222222" }, policy)).toBe("blocked policy-node");
    expect(decide({ region: "eu-west-2" }, policy)).toBe("blocked policy-node");
  });

  it("names the resource and the reasons of a policy blocker", () => {
    const { blockers } = decideVerdict(sampleNode(HYBRID), "run-command", DOCUMENTED_TAG, variant("documented-tagged"));
    expect(blockers).toEqual([
      {
        code: "policy-node",
        layer: "policy",
        effect: "blocks",
        action: "ssm:SendCommand",
        resource: "arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-0123456789abcdef0",
        reasons: [
          {
            kind: "no-statement-for-resource",
            source: "identity",
            statements: [
              { source: "identity", policy: 0, index: 0, sid: "RequiredForTriageAndRunCommandTagged" },
              { source: "identity", policy: 0, index: 1, sid: "RequiredForTriageAndRunCommandRun" },
            ],
          },
        ],
      },
    ]);
  });
});
