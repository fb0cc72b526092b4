import { describe, expect, it } from "vitest";
import { ACQUISITION_POLICY } from "#lib/demo/estate/roles/acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import type { PolicyJson } from "#lib/demo/estate/roles/role-record.ts";
import { TERRAFORM_POLICY } from "#lib/demo/estate/roles/terraform-policy.ts";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { parsePolicyText } from "../parse-policy.ts";
import type { Statement } from "../policy-document.ts";
import { renderVariant, VARIANTS } from "../variants.ts";
import { applyFix } from "./apply-fix.ts";
import { findFindings } from "./find-findings.ts";
import { recogniseTemplate } from "./recognise-template.ts";

const SHIPPED = [
  ["acquisition", ACQUISITION_POLICY],
  ["cross-account", CROSS_ACCOUNT_POLICY],
  ["terraform", TERRAFORM_POLICY],
] as const satisfies readonly (readonly [string, PolicyJson])[];

describe.each(SHIPPED)("the %s generation", (name, json) => {
  const statements = statementsOf(json);

  it("is recognised", () => {
    expect(recognise(statements)).toBe(name);
  });

  it("is recognised without Sids, in another order, in two policies, in another partition", () => {
    const other = statements.map(({ Sid: _, ...rest }) => rest).reverse();
    expect(recogniseTemplate([other.slice(0, 3), other.slice(3)].map(policyOf))).toBe(name);
    expect(recognise(JSON.parse(JSON.stringify(statements).replaceAll("arn:aws:", "arn:aws-us-gov:")))).toBe(name);
  });

  it("is recognised after it was tightened by its fixes", () => {
    let policies: Parameters<typeof recogniseTemplate>[0] = [policyOf(statements)];
    const options = { tag: DOCUMENTED_TAG, partition: "aws" } as const;
    for (let clicks = 0; clicks < 20; clicks++) {
      const fix = findFindings({ policies, boundary: null }, options).find((finding) => finding.fix !== null)?.fix;
      if (fix === undefined || fix === null) break;
      policies = applyFix(policies, fix);
    }
    expect(recogniseTemplate(policies)).toBe(name);
  });

  it("is not recognised where what it collects is gone, or where it may do everything", () => {
    expect(recognise(statements.filter((statement) => !/lambda:/.test(JSON.stringify(statement))))).toBeNull();
    expect(recognise([...statements, { Effect: "Allow", Action: "*", Resource: "*" }])).toBeNull();
  });
});

describe("the variants for SSM alone", () => {
  it.each(VARIANTS)("%s is recognised in every partition, for any tag, in any order", (variant) => {
    for (const partition of PARTITIONS) {
      const { Statement: list } = renderVariant({ variant, partition, tag: { key: "forensics", value: "yes" } });
      expect(recognise([...list].reverse())).toBe(variant);
    }
  });

  it.each(VARIANTS)("%s with another statement beside it is made by hand", (variant) => {
    const { Statement: list } = renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG });
    expect(recognise([...list, { Effect: "Allow", Action: "s3:GetObject", Resource: "*" }])).toBeNull();
  });
});

function recognise(statements: readonly Statement[]) {
  return recogniseTemplate([policyOf(statements)]);
}

function policyOf(statements: readonly Statement[]) {
  return { name: "", kind: "unknown", document: { Version: "2012-10-17", Statement: statements } } as const;
}

function statementsOf(json: PolicyJson): readonly Statement[] {
  const parsed = parsePolicyText(JSON.stringify(json));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.Statement;
}
