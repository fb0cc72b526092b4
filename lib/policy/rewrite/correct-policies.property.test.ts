import fc from "fast-check";
import { expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import type { AuthorizationRequest, AuthorizationResult } from "#lib/domain/authorization.ts";
import { DOCUMENTED_TAG as TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize, type PolicyAuthorize } from "../evaluate.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { Statement } from "../policy-document.ts";
import { renderVariant } from "../variants.ts";
import { arbitraryRoles, arbitraryOptions as options } from "./arbitrary-role.ts";
import { correctPolicies } from "./correct-policies.ts";
import { documentOf } from "./sample-role.ts";
import { taggedStatements } from "./tagged-statements.ts";

const KEY = `ssm:resourceTag/${TAG.key}`;
const REGIONS = ["eu-west-1", "us-east-1"];
const ACCOUNTS = ["111111111111", "222222222222"];
const RUNS = 25;

const STARTS: readonly (readonly Statement[])[] = [
  [],
  [],
  ...[ACQUISITION_POLICY, CROSS_ACCOUNT_POLICY, TERRAFORM_POLICY].map((json) => documentOf(json).Statement),
  ...(["documented-default", "documented-tagged", "corrected"] as const).map(
    (variant) => renderVariant({ variant, partition: "aws", tag: TAG }).Statement,
  ),
];

const roles = arbitraryRoles(STARTS);

type Request = AuthorizationRequest;
const PLACES = REGIONS.flatMap((region) => ACCOUNTS.map((account) => `${region}:${account}`));
const INSTANCES = PLACES.flatMap((place) =>
  ["i-0aaaaaaaaaaaaaaaa", "i-0bbbbbbbbbbbbbbbb"].map((id) => `arn:aws:ec2:${place}:instance/${id}`),
);
const HYBRIDS = PLACES.map((place) => `arn:aws:ssm:${place}:managed-instance/mi-0aaaaaaaaaaaaaaaa`);
const CALLERS = [{ "aws:SourceIp": "10.1.1.1" }, { "aws:SourceIp": "8.8.8.8" }];
const VALUES = [null, "True", "true", " True", "", "yes", "False"] as const;
const USER = "AROA0123456789ABCDEF0:cado";

function request(action: string, resource: string, context: Request["context"]): Request {
  const [, , , region = "", account = ""] = resource.split(":");
  return {
    action,
    resource,
    context: { "aws:RequestedRegion": region, "aws:PrincipalAccount": account, "aws:userid": USER, ...context },
  };
}

function onNode(action: string, node: string, value: string | null, context: Request["context"]): Request {
  return request(action, node, { ...context, ...(value !== null && { [KEY]: value, [`aws:ResourceTag/${TAG.key}`]: value }) });
}

const NODE_ACTIONS = ["ssm:SendCommand", "ssm:StartSession"];
const nodeAction = fc.constantFrom(...NODE_ACTIONS);
const callers = fc.constantFrom(...CALLERS.flatMap((caller) => [caller, { ...caller, "ssm:resourceTag/Env": "prod" }]));
type NodeCase = { action: string; node: string; value: string | null };
const NODE_CASES: readonly NodeCase[] = [...INSTANCES, ...HYBRIDS].flatMap((node) =>
  NODE_ACTIONS.flatMap((action) => VALUES.map((value) => ({ action, node, value }))),
);
const otherCases: fc.Arbitrary<Request> = fc.oneof(
  fc
    .tuple(
      nodeAction,
      fc.constantFrom(...REGIONS),
      fc.constantFrom(...CALLERS),
      fc.constantFrom(
        ":AWS-RunShellScript",
        ":AWS-RunPowerShellScript",
        ":AWS-RunRemoteScript",
        ":AWS-StartPortForwardingSession",
        ":AWS-StartSSHSession",
        "111111111111:SSM-SessionManagerRunShell",
        "111111111111:Own",
      ),
    )
    .map(([action, region, caller, owned]) => {
      const [owner = "", name = ""] = owned.split(":");
      return request(action, `arn:aws:ssm:${region}:${owner}:document/${name}`, caller);
    }),
  fc
    .tuple(
      fc.constantFrom("ssm:TerminateSession", "ssm:ResumeSession"),
      fc.constantFrom(...PLACES),
      fc.constantFrom(USER, "AROAX:eve"),
    )
    .map(([action, place, user]) =>
      request(action, `arn:aws:ssm:${place}:session/${user.split(":")[1]}-0a`, {
        "ssm:resourceTag/aws:ssmmessages:session-id": `${user}-0a`,
        "aws:SourceIp": "10.1.1.1",
      }),
    ),
  fc
    .tuple(fc.constantFrom("ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation"), fc.constantFrom(...CALLERS))
    .map(([action, caller]) => request(action, "*", caller)),
);
const unrelated: fc.Arbitrary<Request> = fc
  .tuple(
    fc.constantFrom(
      ["ssm:GetParameter", "arn:aws:ssm:eu-west-1:111111111111:parameter/x"],
      ["ssm:ListCommands", "*"],
      ["ssm:SendAutomationSignal", "arn:aws:ssm:eu-west-1:111111111111:automation-execution/x"],
      ["ec2:DescribeInstances", "*"],
      ["ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:111111111111:instance/i-0aaaaaaaaaaaaaaaa"],
      ["ec2:CreateTags", "arn:aws:ec2:eu-west-1:111111111111:volume/vol-1"],
      ["ec2:CreateTags", "arn:aws:ec2:eu-west-1:111111111111:instance/i-0aaaaaaaaaaaaaaaa"],
      ["s3:GetObject", "arn:aws:s3:::evidence/x"],
      ["iam:GetRole", "arn:aws:iam::111111111111:role/x"],
    ),
    fc.constantFrom(...CALLERS),
  )
  .map(([[action = "", resource = ""], caller]) => request(action, resource, { ...caller, "aws:TagKeys": ["Owner"] }));

function evaluator(policies: readonly NamedPolicy[]): PolicyAuthorize {
  return createAuthorize({ identity: policies.map(({ document }) => document) });
}

const RANK: Readonly<Record<AuthorizationResult, number>> = { denied: 0, unknown: 1, allowed: 2 };

it("never allows commands or sessions on a node without exactly the tag, out of the options' places, or with other documents", () => {
  fc.assert(
    fc.property(roles, options, callers, otherCases, (role, wanted, caller, other) => {
      const { policies } = correctPolicies(role, wanted);
      const after = evaluator(policies);
      for (const { action, node, value } of NODE_CASES) {
        const [, , , region = "", account = ""] = node.split(":");
        const isOutside =
          (wanted.accounts.length > 0 && !wanted.accounts.some((id) => id === account)) ||
          (wanted.regions.length > 0 && !wanted.regions.some((name) => name === region)) ||
          (!wanted.hybrid && node.includes("managed-instance")) ||
          (!wanted.portForwarding && action === "ssm:StartSession");
        if (value !== "True" || isOutside) expect(after(onNode(action, node, value, caller)).result).not.toBe("allowed");
      }
      const needed = createAuthorize({ identity: [{ Version: "2012-10-17", Statement: taggedStatements(wanted) }] });
      const isRead = other.resource === "*";
      if (!isRead && needed(other).result === "denied") expect(after(other).result).not.toBe("allowed");
    }),
    { numRuns: RUNS * 4 },
  );
});

it("never allows what was denied before, but what Cado needs on the nodes that the role was let to", () => {
  fc.assert(
    fc.property(roles, options, callers, otherCases, (role, wanted, caller, other) => {
      const [before, after] = [evaluator(role), evaluator(correctPolicies(role, wanted).policies)];
      // Where an Allow asked for another value, a Deny on that value is none on ours.
      const reach = evaluator(allowsOf(role));
      const needed = createAuthorize({ identity: [{ Version: "2012-10-17", Statement: taggedStatements(wanted) }] });
      const isWider = (asked: Request) => RANK[after(asked).result] > RANK[before(asked).result];
      if (isWider(other)) expect(needed(other).result).toBe("allowed");
      const hasNodes = (caller: Request["context"]) =>
        [...INSTANCES, ...HYBRIDS].some((node) => mayHave(reach, ["ssm:SendCommand", "ssm:StartSession"], node, caller));
      for (const { action, node, value } of NODE_CASES) {
        const asked = onNode(action, node, value, caller);
        if (!isWider(asked)) continue;
        expect(needed(asked).result).toBe("allowed");
        const others = action === "ssm:SendCommand" ? "ssm:StartSession" : "ssm:SendCommand";
        const isReached =
          mayHave(reach, [action, others], node, caller) ||
          sameplace(node).some((one) => mayHave(reach, [action, others], one, caller));
        expect(isReached || !CALLERS.some(hasNodes)).toBe(true);
      }
    }),
    { numRuns: RUNS * 4 },
  );
});

/** The role without its Denies, which stay to the letter. */
function allowsOf(role: readonly NamedPolicy[]): readonly NamedPolicy[] {
  return role.map((policy) => {
    const allows = policy.document.Statement.filter(({ Effect }) => Effect === "Allow");
    return { ...policy, document: { ...policy.document, Statement: allows } };
  });
}

/** Whether, with some value of the tag or none, one of the actions was not denied. */
function mayHave(before: PolicyAuthorize, actions: readonly string[], node: string, caller: Request["context"]): boolean {
  return actions.some((action) => VALUES.some((value) => before(onNode(action, node, value, caller)).result !== "denied"));
}

/** For a hybrid node: the instances of its account and region. */
function sameplace(node: string): readonly string[] {
  if (!node.includes("managed-instance")) return [];
  const place = node.split(":").slice(3, 5).join(":");
  return INSTANCES.filter((instance) => instance.includes(place));
}

it("takes nothing away that Cado needs and had", () => {
  fc.assert(
    fc.property(roles, options, callers, otherCases, (role, wanted, caller, other) => {
      const [before, after] = [evaluator(role), evaluator(correctPolicies(role, wanted).policies)];
      const needed = createAuthorize({ identity: [{ Version: "2012-10-17", Statement: taggedStatements(wanted) }] });
      const onTagged = NODE_CASES.filter(({ value }) => value === "True");
      for (const asked of [other, ...onTagged.map(({ action, node, value }) => onNode(action, node, value, caller))]) {
        const wasFine = before(asked).result === "allowed" && needed(asked).result === "allowed";
        if (wasFine) expect([asked, after(asked).result]).toEqual([asked, "allowed"]);
      }
    }),
    { numRuns: RUNS * 4 },
  );
});

it("leaves every unrelated answer, and every unrelated statement, as it was", () => {
  fc.assert(
    fc.property(roles, options, fc.array(unrelated, { minLength: 4, maxLength: 4 }), (role, wanted, requests) => {
      const { policies, changes } = correctPolicies(role, wanted);
      const [before, after] = [evaluator(role), evaluator(policies)];
      for (const asked of requests) expect(after(asked).result).toBe(before(asked).result);
      for (const [at, { document }] of role.entries()) {
        const touched = new Set(
          changes.flatMap((change) => (change.policy === at && change.before !== null ? [change.before] : [])),
        );
        const kept = document.Statement.filter((_, index) => !touched.has(index));
        const now = policies[at]?.document.Statement ?? [];
        expect(now.filter((statement) => kept.includes(statement))).toEqual(kept);
      }
    }),
    { numRuns: RUNS * 2 },
  );
});

it("is sound and final: IAM's shape, Sids of its own, and nothing to correct in what is corrected", () => {
  fc.assert(
    fc.property(roles, options, (role, wanted) => {
      const { policies } = correctPolicies(role, wanted);
      for (const { document } of policies) {
        if (document.Statement.length === 0) continue;
        expect(parsePolicy(structuredClone(document))).toMatchObject({ ok: true });
        for (const { Sid: sid } of document.Statement) if (sid !== undefined) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
      }
      // Where the options leave out all the nodes that a role was let to by an action, nothing says so any longer.
      const after = evaluator(policies);
      const isLeft = (action: string) =>
        [...INSTANCES, ...HYBRIDS].some((node) =>
          CALLERS.some((caller) => mayHave(after, [action], node, { ...caller, "ssm:resourceTag/Env": "prod" })),
        );
      if (!isLeft("ssm:SendCommand") || (wanted.portForwarding && !isLeft("ssm:StartSession"))) return;
      const again = correctPolicies(policies, wanted);
      expect(again.changes.filter(({ reason }) => reason !== "empty")).toEqual([]);
      expect(again.policies).toEqual(policies);
    }),
    { numRuns: RUNS * 2 },
  );
});
