import { diffReason } from "./diff-reason.ts";
import type { StatementDiff } from "./diff-statements.ts";
import type { NamedPolicy } from "./named-policy.ts";
import type { Correction } from "./rewrite/correction.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What a correction did to a role's policies, as unified text with the correction's own reasons; "" where nothing. */
export function correctionDiff(
  before: readonly NamedPolicy[],
  { policies, changes }: Pick<Correction, "policies" | "changes">,
): string {
  const count = Math.max(before.length, policies.length);
  const reasonOf = (policy: number, diff: StatementDiff): string => {
    const change = changes.find(
      (one) =>
        one.policy === policy &&
        ("before" in diff ? one.before === diff.beforeIndex : "after" in diff && one.after.includes(diff.afterIndex)),
    );
    return change?.sentence ?? diffReason(diff);
  };
  return Array.from({ length: count }, (_, at) =>
    unifiedDiff(before[at] ?? null, policies[at] ?? null, (diff) => reasonOf(at, diff)),
  ).join("");
}
