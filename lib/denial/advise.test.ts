import { describe, expect, it } from "vitest";
import { type SampleFacts, sampleNode } from "#lib/domain/sample-node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import type { AdviceCode, KnownNode } from "./advice.ts";
import { adviseOnDenial } from "./advise.ts";
import given from "./cases/given.json" with { type: "json" };
import type { DenialFacts } from "./denial.ts";
import { knowNode } from "./know-node.ts";
import { adviseOnLookAlike } from "./look-alike.ts";
import { parseDenial } from "./parse-denial.ts";
import { summariseDenial } from "./summarise-denial.ts";

const NODE = "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0";
const NOT_LISTED: KnownNode = { state: "not-listed" };

function denied(action: string, resource: string, reason = "because no identity-based policy allows the action"): DenialFacts {
  const denial = parseDenial(
    `User: arn:aws:iam::111111111111:user/u is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
  if (!denial.denial) throw new Error("not a denial");
  return denial;
}

function known(facts: DenialFacts, node: SampleFacts, variant: VariantName = "documented-tagged"): KnownNode {
  const policy = renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG });
  return knowNode(sampleNode(node), facts, DOCUMENTED_TAG, createAuthorize({ identity: [policy] }));
}

const SEND = denied("ssm:SendCommand", NODE);

describe("adviseOnDenial", () => {
  it.each<[string, KnownNode, AdviceCode]>([
    ["the tag is missing", known(SEND, { tags: {} }), "tag-absent"],
    ["its value is written otherwise", known(SEND, { tags: { CadoResponseSSMEnabled: "true" } }), "tag-wrong"],
    [
      "there are two spellings",
      known(SEND, { tags: { CadoResponseSSMEnabled: "x", cadoresponsessmenabled: "y" } }),
      "tag-conflict",
    ],
    ["the tags were not read", known(SEND, { tags: null }), "tags-unread"],
    ["the node is tagged by now", known(SEND, {}), "reachable-now"],
    ["the policy does not take in hybrid nodes", known(SEND, { id: "mi-0123456789abcdef0", tags: {} }), "policy-node"],
    ["the node is not in the estate", NOT_LISTED, "node-not-listed"],
    ["its region was not read", { state: "unread" }, "node-unread"],
  ])("on the node's leg says what holds now: %s", (_, what, code) => {
    expect(adviseOnDenial(SEND, what, DOCUMENTED_TAG)).toMatchObject({ code });
  });

  it("offers to tag where the tag is missing, and to fix the value where it is wrong", () => {
    expect(adviseOnDenial(SEND, known(SEND, { tags: {} }), DOCUMENTED_TAG)).toMatchObject({
      action: "tag",
      tag: "is-the-reason",
    });
    const wrong = known(SEND, { tags: { CadoResponseSSMEnabled: "TRUE" } });
    expect(adviseOnDenial(SEND, wrong, DOCUMENTED_TAG)).toMatchObject({ action: "normalise", tag: "is-the-reason" });
  });

  it.each<[string, DenialFacts, AdviceCode]>([
    ["a document", denied("ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"), "document-leg"],
    [
      "the default shell",
      denied("ssm:StartSession", "arn:aws:ssm:eu-west-1:111111111111:document/SSM-SessionManagerRunShell"),
      "default-shell-document",
    ],
    [
      "a session",
      denied("ssm:TerminateSession", "arn:aws:ssm:eu-west-1:111111111111:session/u-037a2e2586edc1ad4"),
      "session-leg",
    ],
    [
      "an action without a resource level",
      denied("ssm:DescribeInstanceInformation", "arn:aws:ssm:eu-west-1:111111111111:*"),
      "no-resource-level",
    ],
    ["an explicit deny", denied("ssm:SendCommand", NODE, "with an explicit deny in an identity-based policy"), "identity-deny"],
    ["a bare explicit deny", denied("ssm:SendCommand", NODE, "with an explicit deny"), "identity-deny"],
    [
      "an SCP that denies",
      denied("ssm:SendCommand", NODE, "with an explicit deny in a service control policy"),
      "organization-policy",
    ],
    [
      "an SCP that does not allow",
      denied("ssm:SendCommand", NODE, "because no service control policy allows the ssm:SendCommand action"),
      "organization-policy",
    ],
    ["an RCP", denied("ssm:SendCommand", NODE, "with an explicit deny in a resource control policy"), "organization-policy"],
    [
      "a boundary",
      denied("ssm:SendCommand", NODE, "because no permissions boundary allows the ssm:SendCommand action"),
      "permissions-boundary",
    ],
    [
      "a session policy",
      denied("ssm:SendCommand", NODE, "because no session policy allows the ssm:SendCommand action"),
      "session-policy",
    ],
    [
      "a VPC endpoint",
      denied("ssm:SendCommand", NODE, "because no VPC endpoint policy allows the ssm:SendCommand action"),
      "vpc-endpoint-policy",
    ],
    ["assuming a role", denied("sts:AssumeRole", "arn:aws:iam::111111111111:role/CadoResponseRole"), "assume-role"],
    ["tagging itself", denied("ec2:CreateTags", NODE), "tagging-denied"],
    ["another action", denied("ec2:CreateSnapshot", "arn:aws:ec2:eu-west-1::snapshot/*"), "other-action"],
  ])("never takes %s for a missing tag, though the node has none", (_, facts, code) => {
    const advice = adviseOnDenial(facts, known(SEND, { tags: {} }), DOCUMENTED_TAG);
    expect(advice).toMatchObject({ code, tag: "is-not-the-reason" });
    expect(["tag", "normalise"]).not.toContain(advice.action);
  });

  it("has a sentence and a way on for every shape that was seen", () => {
    for (const { text } of given) {
      const denial = parseDenial(text);
      const advice = denial.denial ? adviseOnDenial(denial, NOT_LISTED, DOCUMENTED_TAG) : adviseOnLookAlike(denial);
      expect(advice.title).toMatch(/^\S.*\.$/);
      expect(advice.steps.length).toBeGreaterThan(0);
      if (denial.denial) expect(summariseDenial(denial)).not.toMatch(/undefined|null| {2}/);
    }
  });
});

describe("summariseDenial", () => {
  it("says who was denied what, on what, by which kind of policy", () => {
    expect(summariseDenial(SEND)).toBe(
      "The user u was denied ssm:SendCommand on the instance i-0123456789abcdef0, because no identity-based policy allows it.",
    );
    expect(summariseDenial({ denial: true, principalKind: "unknown", deny: "unspecified" })).toBe(
      "The caller was denied a request; the message does not say which policy denied it.",
    );
  });
});

describe("adviseOnLookAlike", () => {
  it.each([
    ["InvalidInstanceId", "not-managed"],
    ["TargetNotConnected", "not-connected"],
    ["InvalidInstanceID.NotFound", "id-not-found"],
    ["DryRunOperation", "dry-run"],
    ["ThrottlingException", "throttled"],
    ["ExpiredTokenException", "expired"],
    ["SomethingElse", "other-error"],
  ])("says what %s is instead", (code, kind) => {
    expect(adviseOnLookAlike({ denial: false, code })).toMatchObject({ code: kind });
  });

  it("says that there is nothing to read in a text without an error", () => {
    expect(adviseOnLookAlike({ denial: false })).toMatchObject({ code: "nothing" });
  });
});
