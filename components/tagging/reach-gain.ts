import type { Authorize } from "#lib/domain/authorization.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PlannedNode, TaggingTarget } from "#lib/domain/tagging.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

export type ReachGain = {
  capability: Capability;
  /** Not reachable before, reachable after. */
  gains: number;
  /** Reachable before, not reachable after. */
  loses: number;
  /** Changed, and still not reachable: something else is in the way. */
  stillBlocked: number;
  /** Cannot be told: the node is not in the estate that was read, or a verdict is unknown. */
  unknown: number;
  /** Accounts with a gain or a loss. */
  accounts: number;
};

export type ReachGainOptions = {
  snapshot: Snapshot;
  tag: TagSpec;
  authorize: Authorize;
  capability: Capability;
  changes: readonly Extract<PlannedNode, { plan: "change" }>[];
};

/** What a plan does to Cado's reach under the policy in force: each node's verdict as it is, and with its tags changed. */
export function reachGain({ snapshot, tag, authorize, capability, changes }: ReachGainOptions): ReachGain {
  const accounts = new Set<string>();
  const result = { capability, gains: 0, loses: 0, stillBlocked: 0, unknown: 0 };
  for (const change of changes) {
    const row = rowOf(snapshot, change);
    const node = row === undefined ? null : snapshot.node(row);
    if (node === null || node.tags === null) {
      result.unknown += 1;
      continue;
    }
    const before = decideVerdict(node, capability, tag, authorize).verdict;
    const after = decideVerdict({ ...node, tags: applySteps(node.tags, change) }, capability, tag, authorize).verdict;
    if (before === "unknown" || after === "unknown") result.unknown += 1;
    else if (before !== after) {
      result[after === "reachable" ? "gains" : "loses"] += 1;
      accounts.add(change.account);
    } else if (after === "blocked") result.stillBlocked += 1;
  }
  return { ...result, accounts: accounts.size };
}

/** The row of a node in the estate, or undefined where the estate does not have it. */
export function rowOf(snapshot: Snapshot, { account, region, id }: TaggingTarget): number | undefined {
  const key = { account: parseAccountId(account), region: parseRegionName(region), id: parseInstanceId(id) };
  if (key.account === undefined || key.region === undefined || key.id === undefined) return undefined;
  return snapshot.rowOf(key.account, key.region, key.id);
}

function applySteps(tags: Tags, { before, steps }: ReachGainOptions["changes"][number]): Tags {
  const changed = new Map(Object.entries(tags));
  // What was read for the plan is newer than the estate.
  for (const { key, value } of before.found) changed.set(key, value);
  for (const { op, key, value } of steps) {
    if (op === "create") changed.set(key, value);
    else changed.delete(key);
  }
  return Object.fromEntries(changed);
}
