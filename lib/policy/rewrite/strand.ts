import type { ConditionBlock } from "../policy-document.ts";
import { conditionTexts, readsTag, withoutKeys } from "./condition-parts.ts";
import type { CorrectionOptions } from "./correction.ts";
import { SESSION_ACTIONS, type SsmGrant } from "./ssm-grant.ts";
import { SESSION_TAGS } from "./standing.ts";

/** The grants that hold under the same conditions, the tag and the ownership of sessions aside: those are ours to say. */
export type Strand = { conditions: ConditionBlock; grants: readonly SsmGrant[] };

/** The strands in the order of their first grants; one without conditions and grants where there is no grant at all. */
export function toStrands(grants: readonly SsmGrant[], options: CorrectionOptions): readonly Strand[] {
  const byKey = new Map<string, { conditions: ConditionBlock; grants: SsmGrant[] }>();
  for (const grant of grants) {
    const conditions = ownConditions(grant, options);
    const key = JSON.stringify([...conditionTexts(conditions)].sort());
    const strand = byKey.get(key) ?? { conditions, grants: [] };
    strand.grants.push(grant);
    byKey.set(key, strand);
  }
  return byKey.size === 0 ? [{ conditions: {}, grants: [] }] : [...byKey.values()];
}

/** A condition on a session's tag says whose a session is; on anything else it is the user's own, and stays. */
function ownConditions({ action, conditions }: SsmGrant, { tag, ownSessionsOnly }: CorrectionOptions): ConditionBlock {
  const isTag = readsTag(tag);
  const saysOwner = ownSessionsOnly && SESSION_ACTIONS.some((one) => one === action);
  return withoutKeys(conditions, (key) => isTag(key) || (saysOwner && key === `${SESSION_TAGS}session-id`));
}
