import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { RolePolicies } from "../named-policy.ts";
import { applyFix } from "./apply-fix.ts";
import { examineRole } from "./examine-role.ts";
import type { Finding, FindingLevel } from "./finding.ts";
import { findActionLevels } from "./rules/find-action-levels.ts";
import { findBroadGrants } from "./rules/find-broad-grants.ts";
import { findDenyTags } from "./rules/find-deny-tags.ts";
import { findDocumentLegs } from "./rules/find-document-legs.ts";
import { findFormFaults } from "./rules/find-form-faults.ts";
import { findGlobalKeys } from "./rules/find-global-keys.ts";
import { findNeededActions } from "./rules/find-needed-actions.ts";
import { findOrigin } from "./rules/find-origin.ts";
import { findOtherDocuments } from "./rules/find-other-documents.ts";
import { findPartitions } from "./rules/find-partitions.ts";
import { findRenaming } from "./rules/find-renaming.ts";
import { findSelfTagging } from "./rules/find-self-tagging.ts";
import { findSessionEnds } from "./rules/find-session-ends.ts";
import { findSids } from "./rules/find-sids.ts";
import { findSizes, passesQuota } from "./rules/find-sizes.ts";
import { findTagConditions } from "./rules/find-tag-conditions.ts";
import { findUnclear } from "./rules/find-unclear.ts";
import { findUnknownActions } from "./rules/find-unknown-actions.ts";

/** The tag that is to grant, and the partition that the role is in. */
export type FindingOptions = { tag: TagSpec; partition: Partition };

/**
 * Everything that is worth knowing about a role's policies, as they work together within its boundary: by level, then
 * policy (all together first), then statement. By meaning, never by Sid: the evaluator is asked about nodes, documents
 * and sessions made from the policies' own patterns. A fix makes its finding go, opens nothing on a node without the tag,
 * and leaves no new error (a hole that was there can get the name "bypassed"); where it would take a policy over its quota
 * there is none. A role with more than MOST_STATEMENTS statements is an error that says that it was not looked at.
 */
export function findFindings(subject: RolePolicies, { tag, partition }: FindingOptions): readonly Finding[] {
  const count = subject.policies.reduce((sum, { document }) => sum + document.Statement.length, 0);
  const role = examineRole(subject, tag, partition);
  const form = [...findSids(subject), ...findSizes(subject), ...findFormFaults(subject), ...findUnknownActions(role)];
  if (count > MOST_STATEMENTS) return [tooMany(count), ...form].sort(byLevelAndPlace);
  const found = [
    ...form,
    ...findBroadGrants(role),
    ...findTagConditions(role),
    ...findDenyTags(role),
    ...findDocumentLegs(role),
    ...findNeededActions(role),
    ...findActionLevels(role),
    ...findSessionEnds(role),
    ...findSelfTagging(role),
    ...findRenaming(role),
    ...findPartitions(role),
    ...findOtherDocuments(role),
    ...findGlobalKeys(role),
    ...findUnclear(role),
    ...findOrigin(role),
  ];
  return found.map((finding) => withinQuota(subject, finding)).sort(byLevelAndPlace);
}

/** A role of Cado's has some twenty; the time that the questions take grows with the square of them. */
const MOST_STATEMENTS = 300;

function tooMany(count: number): Finding {
  return {
    code: "not-understood",
    level: "error",
    policy: null,
    statement: null,
    path: null,
    title: `The role has ${count} statements, more than are looked at here (${MOST_STATEMENTS}).`,
    why: "Nothing is known of what it lets through. A role of Cado's has some twenty: check what was pasted, or look at its policies one by one.",
    fix: null,
  };
}

function withinQuota({ policies }: RolePolicies, finding: Finding): Finding {
  if (finding.fix === null || !passesQuota(policies, applyFix(policies, finding.fix))) return finding;
  return { ...finding, fix: null, why: `${finding.why} One click would take the policy over its quota.` };
}

const ORDER: Readonly<Record<FindingLevel, number>> = { error: 0, warning: 1, info: 2 };

function byLevelAndPlace(a: Finding, b: Finding): number {
  return ORDER[a.level] - ORDER[b.level] || (a.policy ?? -1) - (b.policy ?? -1) || (a.statement ?? -1) - (b.statement ?? -1);
}
