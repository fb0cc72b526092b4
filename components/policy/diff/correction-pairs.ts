import type { StatementDiff } from "#lib/policy/diff-statements.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { Correction } from "#lib/policy/rewrite/correction.ts";
import type { PolicyPair } from "./policy-diff.tsx";

/** The role's policies before and after a correction, each statement with the correction's own reason. */
export function correctionPairs(before: readonly NamedPolicy[], { policies, changes }: Correction): readonly PolicyPair[] {
  return policies.map((after, policy): PolicyPair => {
    const old = before[policy]?.document ?? { Statement: [] };
    const ofPolicy = changes.filter((change) => change.policy === policy);
    return {
      name: after.name,
      before: old,
      after: after.document,
      reason: (diff: StatementDiff) => {
        const was = "before" in diff ? old.Statement.indexOf(diff.before) : -1;
        const is = "after" in diff ? after.document.Statement.indexOf(diff.after) : -1;
        const found = ofPolicy.find((change) => (was >= 0 && change.before === was) || (is >= 0 && change.after.includes(is)));
        // What a statement of the tagged set is for is told best from the statement.
        return found === undefined || found.reason === "tagged-set" ? null : found.sentence;
      },
    };
  });
}
