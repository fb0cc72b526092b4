import { correctionDiff } from "#lib/policy/correction-diff.ts";
import { renderRequestedPolicies } from "#lib/policy/policy-request.ts";
import { requestedPolicies } from "#lib/policy/requested-policies.ts";
import { correctPolicies } from "#lib/policy/rewrite/correct-policies.ts";
import type { Correction, CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import { unifiedDiff } from "#lib/policy/unified-diff.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import type { CliIo, ExitCode } from "./cli-io.ts";
import { type CorrectionFlags, type RenderFlags, toCorrectionOptions } from "./policy-options.ts";
import { readPolicyFiles } from "./read-policy-files.ts";
import { writePolicies } from "./write-policies.ts";

/**
 * Writes a role's policies, corrected or as they are, or what the correction changes. 1 where the corrected policies do
 * not answer as they have to, or do not fit; they are written all the same, and standard error says what is wrong.
 */
export async function renderRoleFiles(
  files: readonly string[],
  flags: CorrectionFlags & RenderFlags & { asIs?: boolean; diff?: boolean },
  io: CliIo,
): Promise<ExitCode> {
  const options = toCorrectionOptions(flags);
  const policies = (await readPolicyFiles(files, flags.set ?? [], io)).map(({ name, kind, document }) => ({
    name,
    kind,
    document,
  }));
  const corrected = flags.asIs !== true;
  const correction = corrected ? correctPolicies(policies, options) : null;
  if (flags.diff === true && correction !== null) await io.stdout(correctionDiff(policies, correction));
  else {
    const { format, shape } = flags;
    await writePolicies(
      renderRequestedPolicies({ subject: { kind: "own", policies, corrected }, options, format, shape }),
      flags,
      io,
    );
  }
  for (const { name, document } of correction?.policies ?? []) {
    if (document.Statement.length === 0) io.stderr(`reach: nothing is left of ${name}: detach and delete it\n`);
  }
  const problems = correction === null ? [] : problemsOf(correction);
  for (const problem of problems) io.stderr(`reach: ${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}

/** What a variant changes against the documented default. */
export function variantDiff(variant: VariantName, options: CorrectionOptions): string {
  const [before, after] = (["documented-default", variant] as const).map(
    (one) => requestedPolicies({ kind: "variant", variant: one }, options)[0] ?? null,
  );
  return unifiedDiff(before ?? null, after ?? null);
}

function problemsOf({ policies, checks, overQuota }: Correction): readonly string[] {
  const failed = checks.filter(({ passed }) => !passed);
  return [
    ...failed.map(({ name, expected, answer }) => `${name}: should be ${expected}, is ${answer.result}`),
    ...overQuota.map(({ policy, quota, size }) => {
      const name = policy === null ? "the inline policies together" : (policies[policy]?.name ?? "a policy");
      return `${name}: ${size} characters do not fit the ${quota} quota`;
    }),
  ];
}
