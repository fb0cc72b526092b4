import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuthorizationResult } from "#lib/domain/authorization.ts";
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

describe("a fix", () => {
  it.each(CASES)("of each finding in $name makes it go, and opens nothing", (one) => {
    checkFixes(subjectOf(one), optionsOf(one));
  });

  it("does so in roles made of any of these statements", () => {
    const pool = CASES.filter(
      ({ version, tag, partition }) => version === undefined && tag === undefined && partition === undefined,
    );
    const statements = pool.flatMap((one) => [...one.statements, ...(one.more ?? []).flat()]);
    const policies = fc.array(fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(policies, (lists) => {
        const [first = [], ...more] = lists;
        const one = { name: "", expect: [], statements: first, more };
        checkFixes(subjectOf(one), optionsOf(one));
      }),
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
function openings({ policies, boundary }: RolePolicies): readonly AuthorizationResult[] {
  const authorize = createAuthorize({
    identity: policies.map(({ document }) => document),
    ...(boundary === null ? {} : { boundary: boundary.document }),
  });
  const places = ["us-east-1", "eu-west-1"].flatMap((region) =>
    ["123456789012", "210987654321"].map((account) => ({ region, account })),
  );
  const nodes = places.flatMap(({ region, account }) =>
    ["aws", "aws-us-gov"].flatMap((partition) => [
      { region, account, arn: `arn:${partition}:ec2:${region}:${account}:instance/i-0123456789abcdef0` },
      { region, account, arn: `arn:${partition}:ssm:${region}:${account}:managed-instance/mi-0123456789abcdef0` },
    ]),
  );
  const tagSets = [{}, { CadoResponseSSMEnabled: "no" }, { env: "prod" }, { team: "red", Name: "CadoResponse1" }];
  const onNodes = ["ssm:SendCommand", "ssm:StartSession", "ec2:CreateTags", "ssm:AddTagsToResource", "ec2:TerminateInstances"];
  return nodes.flatMap((node) =>
    tagSets.flatMap((tags) => onNodes.map((action) => authorize(roleRequest(action, node, tags)).result)),
  );
}
