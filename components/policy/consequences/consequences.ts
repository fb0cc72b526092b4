import { isGap } from "#lib/domain/cell.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import { type CoverageComparison, compareCoverage } from "#lib/inventory/compare-coverage.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import type { Standing } from "./safe-order.ts";

/** What swapping one policy for another does to an estate with the tags that it has now. */
export type Consequences = {
  capabilities: Readonly<Record<Capability, CapabilityConsequences>>;
  standing: Standing;
  /** Something is unread: every count has to be read as "at least". */
  atLeast: boolean;
};

export type CapabilityConsequences = CoverageComparison & {
  /** Coverage under the new policy. */
  after: Readonly<Record<Reach, number>>;
};

/** Brings both sets of verdicts up to the snapshot and compares them. */
export function consequencesOf(snapshot: Snapshot, before: VerdictColumns, after: VerdictColumns): Consequences {
  before.refresh();
  after.refresh();
  const compare = (capability: Capability): CapabilityConsequences => ({
    ...compareCoverage(before, after, capability),
    after: after.counts(capability),
  });
  const capabilities = { "run-command": compare("run-command"), "port-forwarding": compare("port-forwarding") };
  const gaps = snapshot.cells.filter(isGap).length;
  const unfinished = snapshot.sweeping || snapshot.arriving;
  const losing = new Set([...capabilities["run-command"].rows.lose, ...capabilities["port-forwarding"].rows.lose]);
  return {
    capabilities,
    atLeast: gaps > 0 || unfinished,
    standing: {
      reading: unfinished,
      nodes: snapshot.liveCount,
      cells: snapshot.cells.length,
      gaps,
      blockedByTag: capabilities["run-command"].after.tag,
      losing: losing.size,
      unknown: capabilities["run-command"].after.unknown,
    },
  };
}
