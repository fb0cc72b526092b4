import type { NamedPolicy } from "../named-policy.ts";
import type { FindingFix } from "./finding.ts";

/** The policies after a fix: what it does not name is the same object as before. Edits of one place apply in their order. */
export function applyFix(policies: readonly NamedPolicy[], fix: FindingFix): readonly NamedPolicy[] {
  return policies.map((policy, at) => {
    const edits = fix.edits.filter((edit) => edit.policy === at);
    if (edits.length === 0) return policy;
    const before = policy.document.Statement;
    const after = [...before, null].flatMap((statement, index) => {
      const here = edits.filter((edit) => edit.statement === index);
      if (here.length > 0) return here.flatMap((edit) => edit.with);
      return statement === null ? [] : [statement];
    });
    return { ...policy, document: { ...policy.document, Statement: after } };
  });
}
