import "server-only";
import type { Problem } from "#lib/domain/problem.ts";
import { findFindings } from "#lib/policy/findings/find-findings.ts";
import type { Finding } from "#lib/policy/findings/finding.ts";
import { recogniseTemplate } from "#lib/policy/findings/recognise-template.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { readPolicyTexts, type SkippedText, type TextPolicy } from "#lib/policy/read-policy-texts.ts";
import type { CheckBody } from "./policy-bodies.ts";

/** A finding with the text that it is about, and where it stands there. */
export type PlacedFinding = Finding & { text: number | null; line: number | null; column: number | null };

/** What POST /api/policy/check answers. */
export type CheckAnswer = {
  template: ReturnType<typeof recogniseTemplate>;
  policies: readonly (NamedPolicy & { text: number })[];
  findings: readonly PlacedFinding[];
  skipped: readonly SkippedText[];
};

export type CheckResult = { ok: true; answer: CheckAnswer } | { ok: false; problem: Problem & { status: number } };

/** The findings of a role's policies, all texts together. Texts that cannot be read are a problem (422). */
export function checkRole({ texts, boundary, values, options }: CheckBody): CheckResult {
  const read = readPolicyTexts(texts, values);
  if (!read.ok) return read;
  const limit = boundary === null ? null : readPolicyTexts([boundary], values);
  if (limit !== null && !limit.ok) return { ok: false, problem: { ...limit.problem, title: "The boundary cannot be read." } };
  if (limit !== null && limit.policies.length > 1) {
    return { ok: false, problem: { status: 422, code: "unreadable-policy", title: "A role has one boundary, not several." } };
  }
  const { policies, skipped } = read;
  const findings = findFindings({ policies, boundary: limit?.policies[0] ?? null }, options);
  return {
    ok: true,
    answer: {
      template: recogniseTemplate(policies),
      policies: policies.map(({ name, kind, document, text }) => ({ name, kind, document, text })),
      findings: findings.map((finding) => placed(finding, policies)),
      skipped,
    },
  };
}

function placed(finding: Finding, policies: readonly TextPolicy[]): PlacedFinding {
  const policy = finding.policy === null ? undefined : policies[finding.policy];
  if (policy === undefined) return { ...finding, text: null, line: null, column: null };
  const { line, column } = (finding.statement === null ? undefined : policy.statementPlaces[finding.statement]) ?? policy.place;
  return { ...finding, text: policy.text, line, column };
}
