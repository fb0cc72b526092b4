import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { PolicyDocument, Statement } from "../policy-document.ts";
import { correctPolicies } from "./correct-policies.ts";
import type { Correction, CorrectionOptions } from "./correction.ts";
import { defaultCorrection } from "./correction-options.ts";

// Words for tests of the correction.

/** A policy of today's version, inline where nothing else is said. */
export function samplePolicy(name: string, Statement: readonly Statement[], kind: NamedPolicy["kind"] = "inline"): NamedPolicy {
  return { name, kind, document: { Version: "2012-10-17", Statement } };
}

export const SAMPLE_OPTIONS: CorrectionOptions = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });

export function allow(
  Action: Statement["Action"] & {},
  Resource: Statement["Resource"] & {},
  more: Partial<Statement> = {},
): Statement {
  return { Effect: "Allow", Action, Resource, ...more };
}

/** Corrects a role of one policy with these statements. */
export function correctSample(statements: readonly Statement[], more: Partial<CorrectionOptions> = {}): Correction {
  return correctPolicies([samplePolicy("role", statements)], { ...SAMPLE_OPTIONS, ...more });
}

/** The statements of a corrected policy. */
export function statementsOf({ policies }: Correction, at = 0): readonly Statement[] {
  return policies[at]?.document.Statement ?? [];
}

/** The checks that failed, in words. */
export function failedChecks({ checks }: Correction): readonly string[] {
  return checks.filter(({ passed }) => !passed).map(({ name, expected, answer }) => `${name}: ${expected}, is ${answer.result}`);
}

/** The statement of that Sid in whichever policy has it. */
export function findBySid(correction: Correction, sid: string): Statement | undefined {
  return correction.policies.flatMap(({ document }) => document.Statement).find(({ Sid }) => Sid === sid);
}

/** The document of a policy from JSON. Throws where it is none. */
export function documentOf(json: unknown): PolicyDocument {
  const parsed = parsePolicy(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
}
