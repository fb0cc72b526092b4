import "server-only";
import { correctionDiff } from "#lib/policy/correction-diff.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { readPolicyTexts, type SkippedText, type TextsRead } from "#lib/policy/read-policy-texts.ts";
import type { RenderedPolicy } from "#lib/policy/render/policy-format.ts";
import { renderPolicies } from "#lib/policy/render/render-policies.ts";
import { correctPolicies } from "#lib/policy/rewrite/correct-policies.ts";
import type { Correction } from "#lib/policy/rewrite/correction.ts";
import type { RoleBody } from "./policy-bodies.ts";

/** What POST /api/policy answers: the texts, and for a correction what changed, the proof and the difference as text. */
export type RoleAnswer = { policies: readonly RenderedPolicy[]; skipped: readonly SkippedText[]; diff: string } & Pick<
  Correction,
  "changes" | "checks" | "overQuota"
>;

export type RoleResult = { ok: true; answer: RoleAnswer } | Extract<TextsRead, { ok: false }>;

/** The role's policies as text, corrected or as they are. Texts that cannot be read are a problem (422). */
export function renderRole({ texts, policies: given, values, corrected, options, format, shape }: RoleBody): RoleResult {
  const read = readPolicyTexts(texts, values);
  if (!read.ok) return read;
  const own: readonly NamedPolicy[] = [...read.policies.map(({ name, kind, document }) => ({ name, kind, document })), ...given];
  const { skipped } = read;
  if (!corrected) {
    const policies = renderPolicies(own, format, { shape });
    return { ok: true, answer: { policies, skipped, diff: "", changes: [], checks: [], overQuota: [] } };
  }
  const correction = correctPolicies(own, options);
  const { changes, checks, overQuota } = correction;
  const policies = renderPolicies(correction.policies, format, { shape });
  return { ok: true, answer: { policies, skipped, diff: correctionDiff(own, correction), changes, checks, overQuota } };
}
