import { describe, expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import type { PolicyJson } from "#lib/demo/estate/roles/role-record.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { RolePolicies } from "../named-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { PolicyDocument } from "../policy-document.ts";
import { renderVariant, VARIANTS } from "../variants.ts";
import { applyFix } from "./apply-fix.ts";
import { findFindings } from "./find-findings.ts";

const IN_AWS = { tag: DOCUMENTED_TAG, partition: "aws" } as const;
const SHIPPED = { acquisition: ACQUISITION_POLICY, crossAccount: CROSS_ACCOUNT_POLICY, terraform: TERRAFORM_POLICY };
const PAIR = renderVariant({ variant: "documented-tagged", ...IN_AWS });

describe("the whole list of findings", () => {
  it("of the newest generation: SendCommand and StartSession are open, tags are not", () => {
    expect(listOf(read(ACQUISITION_POLICY))).toEqual([
      "error broad-start-session 7",
      "error broad-send-command 8",
      "warning other-documents-allowed 7",
      "info template-generation",
      "info account-check",
      "info terminate-any-session 7",
    ]);
  });

  it("of the cross-account generation: it can also tag itself in, and rename", () => {
    expect(listOf(read(CROSS_ACCOUNT_POLICY))).toEqual([
      "error can-rename-and-terminate 1",
      "error broad-send-command 2",
      "error broad-start-session 7",
      "error can-tag-itself-in 7",
      "warning other-documents-allowed 7",
      "info template-generation",
      "info account-check",
      "info can-untag 1",
      "info can-delete-all-tags 1",
      "info terminate-any-session 7",
    ]);
  });

  it("of the Terraform generation", () => {
    expect(listOf(read(TERRAFORM_POLICY))).toEqual([
      "error can-rename-and-terminate 0",
      "error broad-send-command 3",
      "error broad-start-session 8",
      "error can-tag-itself-in 8",
      "warning other-documents-allowed 8",
      "info template-generation",
      "info account-check",
      "info can-untag 0",
      "info can-delete-all-tags 0",
      "info terminate-any-session 8",
    ]);
  });

  it("of the newest generation with the documented pair added: it tightens nothing", () => {
    const { Statement: statements } = read(ACQUISITION_POLICY);
    expect(listOf({ ...PAIR, Statement: [...statements, ...PAIR.Statement] })).toEqual([
      "error broad-start-session 7",
      "error tag-condition-bypassed 7",
      "error broad-send-command 8",
      "error tag-condition-bypassed 8",
      "warning other-documents-allowed 7",
      "info template-generation",
      "info account-check",
      "info terminate-any-session 7",
    ]);
  });

  it("of the newest generation with SendCommand swapped for the documented pair: StartSession stays open", () => {
    const { Statement: statements } = read(ACQUISITION_POLICY);
    expect(listOf({ ...PAIR, Statement: [...statements.slice(0, -1), ...PAIR.Statement] })).toEqual([
      "error broad-start-session 7",
      "error tag-condition-bypassed 7",
      "warning other-documents-allowed 7",
      "info template-generation",
      "info account-check",
      "info terminate-any-session 7",
    ]);
  });

  it("of the documented pair by itself: it cannot do most of what it names", () => {
    expect(listOf(PAIR)).toEqual([
      "error needed-action-missing",
      "error missing-session-document",
      "error wildcard-only-action-narrowed 0",
      "error terminate-session-without-session 0",
      "error wildcard-only-action-narrowed 1",
      "error terminate-session-without-session 1",
      "info template-generation",
      "info account-check",
    ]);
  });

  it("of the documented default by itself", () => {
    expect(listOf(renderVariant({ variant: "documented-default", ...IN_AWS }))).toEqual([
      "error needed-action-missing",
      "error missing-session-document",
      "error broad-send-command 0",
      "error broad-start-session 0",
      "error wildcard-only-action-narrowed 0",
      "error terminate-session-without-session 0",
      "info template-generation",
    ]);
  });

  it("of the corrected variant has nothing to mend", () => {
    expect(listOf(renderVariant({ variant: "corrected", ...IN_AWS }))).toEqual([
      "info template-generation",
      "info account-check",
    ]);
  });
});

describe("one click after another", () => {
  const documents = {
    ...Object.fromEntries(Object.entries(SHIPPED).map(([name, json]) => [name, read(json)])),
    ...Object.fromEntries(VARIANTS.map((variant) => [variant, renderVariant({ variant, ...IN_AWS })])),
  };

  it.each(Object.entries(documents))("leaves %s with nothing to mend, and what is unrelated to the letter", (_, document) => {
    let subject = roleOf(document);
    for (let clicks = 0; clicks < 20; clicks++) {
      const fix = findFindings(subject, IN_AWS).find((finding) => finding.fix !== null)?.fix;
      if (fix === undefined || fix === null) break;
      subject = { ...subject, policies: applyFix(subject.policies, fix) };
    }
    expect(findFindings(subject, IN_AWS).map(({ code }) => code)).toEqual(["template-generation", "account-check"]);
    const after = subject.policies[0]?.document.Statement ?? [];
    const unrelated = document.Statement.filter((statement) => !/ssm:/.test(JSON.stringify(statement)));
    expect(after.filter((statement) => unrelated.includes(statement))).toEqual(unrelated);
  });
});

function listOf(document: PolicyDocument): readonly string[] {
  return findFindings(roleOf(document), IN_AWS).map(({ level, code, statement }) =>
    [level, code, ...(statement === null ? [] : [statement])].join(" "),
  );
}

function roleOf(document: PolicyDocument): RolePolicies {
  return { policies: [{ name: "role", kind: "inline", document }], boundary: null };
}

function read(json: PolicyJson): PolicyDocument {
  const parsed = parsePolicy(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
}
