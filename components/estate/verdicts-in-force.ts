import type { Partition } from "#lib/domain/partition.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { authorizeInForce, type InForce } from "#lib/roles/authorize-in-force.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";

/** Decides what is new in a snapshot, for the policies that were asked about, as long as `isOver` allows; true while there is more. */
export function decideAhead(snapshot: Snapshot, isOver: () => boolean): boolean {
  for (const { verdicts } of MADE.get(snapshot)?.values() ?? []) if (verdicts.refreshWithin(isOver)) return true;
  return false;
}

type Made = { roles: RolesAnswer | null; verdicts: VerdictColumns };

const MADE = new WeakMap<Snapshot, Map<string, Made>>();

/**
 * The verdicts of a snapshot under the policy in force, for the tag that the server asks for. Made once per snapshot,
 * policy, tag and partition, anew when the roles were read again, and shared by the screens; `refresh` them before reading.
 */
export function verdictsInForce(snapshot: Snapshot, { policy, roles: known }: InForce): VerdictColumns {
  const partition: Partition = snapshot.cells[0]?.partition ?? "aws";
  const roles = policy === "role" ? known : null;
  const key = JSON.stringify([policy, partition, snapshot.tag.key, snapshot.tag.value]);
  let made = MADE.get(snapshot);
  if (made === undefined) {
    made = new Map();
    MADE.set(snapshot, made);
  }
  const last = made.get(key);
  if (last !== undefined && last.roles === roles) return last.verdicts;
  const { tag } = snapshot;
  const verdicts = new VerdictColumns(snapshot, tag, authorizeInForce(policy, { partition, tag, roles }));
  made.set(key, { roles, verdicts });
  return verdicts;
}
