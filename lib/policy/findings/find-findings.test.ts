import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuthorizationResult, Authorize } from "#lib/domain/authorization.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "../evaluate.ts";
import type { NamedPolicy, RolePolicies } from "../named-policy.ts";
import type { PolicyDocument, Statement } from "../policy-document.ts";
import { applyFix } from "./apply-fix.ts";
import { type FindingOptions, findFindings } from "./find-findings.ts";
import type { Finding, FindingCode, FindingLevel } from "./finding.ts";
import { roleRequest } from "./witness/role-request.ts";

/** A role, and the findings of one code in it: level, policy, statement; none where it must not be found. */
type FindingCase = {
  name: string;
  expect: readonly (readonly [FindingLevel, number | null, number | null])[];
  statements: readonly Statement[];
  /** The statements of further policies. */
  more?: readonly (readonly Statement[])[];
  boundary?: readonly Statement[];
  tag?: TagSpec;
  partition?: Partition;
  /** null: none. */
  version?: string | null;
};

describe.each(readCases())("%s", (code, cases) => {
  it.each(cases)("$name", (one) => {
    const found = findFindings(subjectOf(one), optionsOf(one)).filter((finding) => finding.code === code);
    expect(found.map(({ level, policy, statement }) => [level, policy, statement])).toEqual(one.expect);
  });
});

const CASES = readCases().flatMap(([code, cases]) => cases.map((one) => ({ ...one, name: `${code}: ${one.name}` })));

/** Nodes of both kinds in some places, with no tag that grants; all that a role may be let do there is a hole. */
const UNTAGGED_NODES = ["us-east-1", "eu-west-1"].flatMap((region) =>
  ["123456789012", "210987654321"].flatMap((account) =>
    ["aws", "aws-us-gov"].flatMap((partition) =>
      ["ec2:REGION:ACCOUNT:instance/i-0123456789abcdef0", "ssm:REGION:ACCOUNT:managed-instance/mi-0123456789abcdef0"].flatMap(
        (id) => {
          const arn = `arn:${partition}:${id.replace("REGION", region).replace("ACCOUNT", account)}`;
          const tagSets: readonly Tags[] = [
            {},
            { CadoResponseSSMEnabled: "no" },
            { CadoResponseSSMEnabled: "true" },
            { env: "prod" },
            { team: "red", Name: "CadoResponse1" },
          ];
          return tagSets.map((tags) => ({ node: { arn, region, account }, tags }));
        },
      ),
    ),
  ),
);

/** A role exists in one partition, and reaches nothing in another. */
function inPartition(partition: Partition) {
  return UNTAGGED_NODES.filter(({ node }) => node.arn.startsWith(`arn:${partition}:`));
}

/** Roles of one or two policies made of any of the cases' statements. */
const ROLES = fc
  .array(fc.array(fc.constantFrom(...statementsOf(CASES)), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .map(([statements = [], ...more]): FindingCase => ({ name: "", expect: [], statements, more }));

describe.each(["ssm:SendCommand", "ssm:StartSession"])("%s on a node without the right tag", (action) => {
  const code = action === "ssm:SendCommand" ? "broad-send-command" : "broad-start-session";

  it("is found wherever the role as a whole allows it, and is an error nowhere else", () => {
    fc.assert(
      fc.property(ROLES, fc.constantFrom(...inPartition("aws")), (one, { node, tags }) => {
        const subject = subjectOf(one);
        const found = findFindings(subject, optionsOf(one));
        const holes = found.filter((finding) => [code, "tag-condition-opened", "tag-differs"].includes(finding.code));
        if (authorizeOf(subject)(roleRequest(action, node, tags)).result === "allowed") expect(holes).not.toEqual([]);
        if (!found.some((finding) => finding.code === code && finding.level === "error")) return;
        const answers = inPartition("aws").map((any) => authorizeOf(subject)(roleRequest(action, any.node, any.tags)).result);
        expect(answers).toContain("allowed");
      }),
      { numRuns: 150 },
    );
  });
});

it("says that a role with too many statements was not looked at, and never that nothing is wrong with it", () => {
  const statements = Array.from({ length: 301 }, (): Statement => ({ Effect: "Allow", Action: "ssm:*", Resource: "*" }));
  const found = findFindings(subjectOf({ name: "", expect: [], statements }), { tag: DOCUMENTED_TAG, partition: "aws" });
  expect(found.map(({ level, code }) => [level, code])).toEqual([
    ["error", "not-understood"],
    ["error", "size-over-quota"],
  ]);
});

describe("a fix", () => {
  it.each(CASES)("of each finding in $name makes it go, and opens nothing", (one) => {
    checkFixes(subjectOf(one), optionsOf(one));
  });

  it("does so in roles made of any of these statements", () => {
    fc.assert(
      fc.property(ROLES, (one) => checkFixes(subjectOf(one), optionsOf(one))),
      { numRuns: 60 },
    );
  });
});

/** The cases by the code that they are about. */
function readCases(): readonly (readonly [FindingCode, readonly FindingCase[]])[] {
  const folder = new URL("./cases/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  // Each file is named after its code; the test that asks for findings of it would find none for any other name.
  return files.map((file) => [file.replace(".json", "") as FindingCode, JSON.parse(readFileSync(new URL(file, folder), "utf8"))]);
}

function optionsOf({ tag = DOCUMENTED_TAG, partition = "aws" }: FindingCase): FindingOptions {
  return { tag, partition };
}

function subjectOf({ statements, more = [], boundary, version = "2012-10-17" }: FindingCase): RolePolicies {
  const named = (list: readonly Statement[], index: number): NamedPolicy => {
    const document: PolicyDocument = { ...(version === null ? {} : { Version: version }), Statement: list };
    return { name: `policy ${index + 1}`, kind: "managed", document };
  };
  return { policies: [statements, ...more].map(named), boundary: boundary === undefined ? null : named(boundary, 9) };
}

function checkFixes(subject: RolePolicies, options: FindingOptions): void {
  const before = findFindings(subject, options);
  const closed = openings(subject);
  for (const finding of before) {
    if (finding.fix === null) continue;
    const after = { ...subject, policies: applyFix(subject.policies, finding.fix) };
    const found = findFindings(after, options);
    const what = `${finding.code}: ${finding.title} → ${JSON.stringify(finding.fix)}`;
    // A hole that was there gets a second name as soon as a statement beside it asks for the tag: the hole itself counts.
    const code = finding.code === "tag-condition-bypassed" ? "broad-" : finding.code;
    expect(count(found, code), what).toBeLessThan(count(before, code));
    for (const { code: other } of found.filter((one) => one.level === "error" && one.code !== "tag-condition-bypassed")) {
      expect(count(found, other, "error"), `${what} adds ${other}`).toBeLessThanOrEqual(count(before, other, "error"));
    }
    const opened = openings(after).filter((request, at) => RANK[request] > RANK[closed[at] ?? "denied"]);
    expect(opened, `${what} opens a node without the tag`).toEqual([]);
  }
}

function count(findings: readonly Finding[], code: string, level?: string): number {
  return findings.filter((finding) => finding.code.startsWith(code) && (level === undefined || finding.level === level)).length;
}

const RANK: Readonly<Record<AuthorizationResult, number>> = { denied: 0, unknown: 1, allowed: 2 };

/** What a role may do on nodes without the right tag, and to tags: answers in a fixed order. */
function openings(subject: RolePolicies): readonly AuthorizationResult[] {
  const authorize = authorizeOf(subject);
  const actions = ["ssm:SendCommand", "ssm:StartSession", "ec2:CreateTags", "ssm:AddTagsToResource", "ec2:TerminateInstances"];
  return UNTAGGED_NODES.flatMap(({ node, tags }) => actions.map((action) => authorize(roleRequest(action, node, tags)).result));
}

function authorizeOf({ policies, boundary }: RolePolicies): Authorize {
  const identity = policies.map(({ document }) => document);
  return createAuthorize({ identity, ...(boundary === null ? {} : { boundary: boundary.document }) });
}

function statementsOf(cases: readonly FindingCase[]): readonly Statement[] {
  const plain = cases.filter(
    ({ version, tag, partition }) => version === undefined && tag === undefined && partition === undefined,
  );
  return plain.flatMap((one) => [...one.statements, ...(one.more ?? []).flat()]);
}
