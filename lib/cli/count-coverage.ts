import { type Cell, isGap } from "#lib/domain/cell.ts";
import { type Coverage, coverageOf, noCounts } from "#lib/domain/coverage.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import type { PolicyAuthorize } from "#lib/policy/evaluate.ts";

/** Coverage of the whole estate, and of every account in every region. */
export type CountedCoverage = { all: Coverage; cells: readonly CountedCell[] };

export type CountedCell = { cell: Cell; coverage: Coverage };

/** Counts a capability over everything that a finished sweep listed. */
export function countCoverage(
  snapshot: Snapshot,
  capability: Capability,
  authorizeIn: (partition: Partition) => PolicyAuthorize,
): CountedCoverage {
  const { cells, tag } = snapshot;
  const columns = new Map<Partition, VerdictColumns>();
  for (const { partition } of cells) {
    if (columns.has(partition)) continue;
    const made = new VerdictColumns(snapshot, tag, authorizeIn(partition));
    made.refresh();
    columns.set(partition, made);
  }
  const all = noCounts();
  const byCell: Record<Reach, number>[] = cells.map(() => noCounts());
  for (let row = 0; row < snapshot.rowCount; row += 1) {
    if (snapshot.isGone(row)) continue;
    const index = snapshot.cellOf(row);
    const partition = cells[index]?.partition;
    const reach = (partition === undefined ? undefined : columns.get(partition))?.reach(row, capability);
    const counts = byCell[index];
    if (reach === undefined || counts === undefined) throw new RangeError(`row ${row} is in no cell`);
    counts[reach] += 1;
    all[reach] += 1;
  }
  return {
    all: coverageOf(all, cells),
    cells: cells.map((cell, at) => ({ cell, coverage: coverageOf(byCell[at] ?? noCounts(), [cell]) })),
  };
}

/** The cells whose nodes may not all be listed. */
export function gapsOf(cells: readonly CountedCell[]): readonly CountedCell[] {
  return cells.filter(({ cell }) => isGap(cell));
}
