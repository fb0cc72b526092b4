import { describe, expect, it } from "vitest";
import { askNode } from "#lib/domain/ask-policy.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { type AccountId, parseAccountId } from "#lib/domain/ids.ts";
import { sampleNode } from "#lib/domain/sample-node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAccountAuthorize } from "./account-policies.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { renderVariant, type VariantName } from "./variants.ts";

const PROD = account("111111111111");
const CORP = account("222222222222");
const LABS = account("333333333333");

function account(id: string): AccountId {
  const parsed = parseAccountId(id);
  if (parsed === undefined) throw new Error(`${id} is no account`);
  return parsed;
}

function variant(name: VariantName): PolicyDocument {
  return renderVariant({ variant: name, partition: "aws", tag: DOCUMENTED_TAG });
}

const authorize = createAccountAuthorize(
  new Map([
    [PROD, { identity: [variant("documented-default")] }],
    [CORP, { identity: [variant("corrected")] }],
  ]),
);

describe("createAccountAuthorize", () => {
  it.each([
    ["an untagged node where the role asks for no tag", PROD, {}, "reachable"],
    ["an untagged node where the role asks for the tag", CORP, {}, "blocked"],
    ["a tagged node where the role asks for the tag", CORP, { [DOCUMENTED_TAG.key]: DOCUMENTED_TAG.value }, "reachable"],
    ["a node of an account whose role was not read", LABS, { [DOCUMENTED_TAG.key]: DOCUMENTED_TAG.value }, "unknown"],
  ] as const)("decides %s by its own account's role", (_what, of, tags, verdict) => {
    const node = sampleNode({ account: of, tags });
    expect(decideVerdict(node, "run-command", DOCUMENTED_TAG, authorize).verdict).toBe(verdict);
  });

  it("names the account whose role was not read as the reason", () => {
    const answer = askNode(authorize, "ssm:SendCommand", sampleNode({ account: LABS }), {});
    expect(answer).toEqual({ result: "unknown", reasons: [{ kind: "policy-not-read", account: LABS }] });
  });

  it.each([
    ["names no account", {}],
    ["names it as a condition key alone", { context: { "aws:PrincipalAccount": PROD } }],
    ["names what is no account", { account: "everyone" }],
  ])("does not know whose policies answer a request that %s", (_what, parts) => {
    const answer = authorize({ action: "ssm:SendCommand", resource: "*", context: {}, ...parts });
    expect(answer).toEqual({ result: "unknown", reasons: [{ kind: "policy-not-read", account: null }] });
  });

  it("reads all that any account's policies read, and always the account", () => {
    expect(createAccountAuthorize(new Map()).reads).toEqual({ account: true, region: false, id: false, tagKeys: [] });
    expect(authorize.reads).toMatchObject({ account: true, tagKeys: [DOCUMENTED_TAG.key.toLowerCase()] });
  });

  it("lets a boundary take away what the role's policies allow", () => {
    const none: PolicyDocument = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
    const bound = createAccountAuthorize(new Map([[PROD, { identity: [variant("documented-default")], boundary: none }]]));
    expect(decideVerdict(sampleNode({ account: PROD }), "run-command", DOCUMENTED_TAG, bound).verdict).toBe("blocked");
  });
});
