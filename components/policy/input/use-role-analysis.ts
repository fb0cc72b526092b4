"use client";

import { useMemo } from "react";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { Correction, CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import type { OwnRole } from "./own-role.ts";
import type { RoleText } from "./role-texts.ts";
import { type Analyser, useInTurn } from "./use-in-turn.ts";

export type RoleAnalysis = {
  /** null until the first text was read, and while no role is wanted. */
  own: OwnRole | null;
  /** null where `own` is no role, or before the first were looked for. */
  findings: readonly Finding[] | null;
  /** null as above, and where the options make no policy. */
  correction: Correction | null;
  /** What is still found in the corrected role; null as above, or while that is being looked for. */
  leftFindings: readonly Finding[] | null;
  /** False while findings and correction are still those of the text or the options before. */
  settled: boolean;
  /** The code for it did not load. */
  failed: boolean;
};

/** Reads the texts, then judges the role, then corrects it. Nothing is loaded or done while `on` is false. */
export function useRoleAnalysis(
  on: boolean,
  texts: readonly RoleText[],
  values: Readonly<Record<string, string>>,
  options: CorrectionOptions | null,
): RoleAnalysis {
  const read = useMemo(() => (on ? ({ readOwnRole }: Analyser) => readOwnRole(texts, values) : null), [on, texts, values]);
  const own = useInTurn(read);
  const role = own.value?.role ?? null;
  const judge = useMemo(
    () => (role === null || options === null ? null : ({ judgeRole }: Analyser) => judgeRole(role, options)),
    [role, options],
  );
  const findings = useInTurn(judge);
  const correct = useMemo(
    () => (role === null || options === null ? null : ({ correctRole }: Analyser) => correctRole(role, options)),
    [role, options],
  );
  const corrected = useInTurn(correct);
  const correction = corrected.value;
  const boundary = role?.boundary ?? null;
  const judgeAgain = useMemo(
    () =>
      correction === null || options === null
        ? null
        : ({ judgeRole }: Analyser) => judgeRole({ policies: correction.policies, boundary }, options),
    [correction, boundary, options],
  );
  const left = useInTurn(judgeAgain);
  return {
    own: own.value,
    findings: findings.value,
    correction,
    leftFindings: left.settled ? left.value : null,
    settled: own.settled && findings.settled && corrected.settled,
    failed: own.failed || findings.failed || corrected.failed || left.failed,
  };
}
