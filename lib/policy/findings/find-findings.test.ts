import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Partition } from "#lib/domain/partition.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy, RolePolicies } from "../named-policy.ts";
import type { PolicyDocument, Statement } from "../policy-document.ts";
import { findFindings } from "./find-findings.ts";
import type { FindingCode, FindingLevel } from "./finding.ts";

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

const FOLDER = new URL("./cases/", import.meta.url);

for (const file of readdirSync(FOLDER)) {
  const code = file.replace(".json", "") as FindingCode;
  describe(code, () => {
    it.each(casesOf(file))("$name", (one) => {
      const found = findFindings(subjectOf(one), optionsOf(one)).filter((finding) => finding.code === code);
      expect(found.map(({ level, policy, statement }) => [level, policy, statement])).toEqual(one.expect);
    });
  });
}

function casesOf(file: string): readonly FindingCase[] {
  return JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
}

function optionsOf({ tag = DOCUMENTED_TAG, partition = "aws" }: FindingCase) {
  return { tag, partition };
}

function subjectOf({ statements, more = [], boundary, version = "2012-10-17" }: FindingCase): RolePolicies {
  const named = (list: readonly Statement[], index: number): NamedPolicy => {
    const document: PolicyDocument = { ...(version === null ? {} : { Version: version }), Statement: list };
    return { name: `policy ${index + 1}`, kind: "managed", document };
  };
  return { policies: [statements, ...more].map(named), boundary: boundary === undefined ? null : named(boundary, 9) };
}
