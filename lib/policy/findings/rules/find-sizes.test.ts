import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../../named-policy.ts";
import { policySize } from "../../policy-size.ts";
import { findFindings } from "../find-findings.ts";
import { findSizes } from "./find-sizes.ts";

/** A policy of exactly that many characters that count. */
function sized(kind: NamedPolicy["kind"], size: number): NamedPolicy {
  const documentOf = (padding: number) =>
    ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"a".repeat(padding)}` }],
    }) as const;
  return { name: "", kind, document: documentOf(size - policySize(documentOf(0))) };
}

const levelsOf = (policies: readonly NamedPolicy[], boundary: NamedPolicy | null = null) =>
  findSizes({ policies, boundary }).map(({ level, policy }) => [level, policy]);

describe("the size of a role's policies", () => {
  it.each([
    ["a managed one at its limit is close to it", [sized("managed", 6_144)], [["warning", 0]]],
    ["a managed one over its limit", [sized("managed", 6_145)], [["error", 0]]],
    ["a managed one at nine tenths", [sized("managed", 5_529)], []],
    ["an inline one over the limit of a managed one", [sized("inline", 6_145)], []],
    ["inline ones that fit each and not together", [sized("inline", 6_000), sized("inline", 5_000)], [["error", null]]],
    ["inline ones close to their limit together", [sized("inline", 5_000), sized("inline", 5_240)], [["warning", null]]],
    ["managed ones that fit each, whatever they are together", [sized("managed", 5_500), sized("managed", 5_500)], []],
    ["one of unknown kind that fits as an inline one alone", [sized("unknown", 6_145)], [["warning", 0]]],
    ["one of unknown kind that fits as neither", [sized("unknown", 10_241)], [["error", 0]]],
    ["one of unknown kind that fits as both", [sized("unknown", 5_000)], []],
  ] as const)("%s", (_, policies, expected) => {
    expect(levelsOf(policies)).toEqual(expected);
  });

  it("counts a boundary as a managed policy", () => {
    expect(levelsOf([], sized("managed", 6_145))).toEqual([["error", null]]);
  });

  it("says how much is too much", () => {
    expect(findSizes({ policies: [sized("managed", 6_145)], boundary: null })[0]?.title).toBe(
      "The policy has 6,145 characters, 1 character more than IAM takes.",
    );
  });

  it("takes away the click that would make a policy too large", () => {
    const open = { Effect: "Allow", Action: ["ssm:SendCommand", "s3:GetObject"], Resource: "*" } as const;
    const fixOf = ({ name, kind, document }: NamedPolicy) => {
      const grown = { name, kind, document: { ...document, Statement: [...document.Statement, open] } };
      const found = findFindings({ policies: [grown], boundary: null }, { tag: DOCUMENTED_TAG, partition: "aws" });
      return found.find(({ code }) => code === "broad-send-command")?.fix ?? null;
    };
    expect(fixOf(sized("managed", 5_000))).not.toBeNull();
    expect(fixOf(sized("managed", 6_000))).toBeNull();
  });
});
