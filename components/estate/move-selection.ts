import { Selection } from "#lib/inventory/selection.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

/** The same choice on another copy of the estate: by row where it is the same snapshot, by identity where rows start anew. */
export function moveSelection(from: Selection, to: Snapshot): Selection {
  const moved = new Selection(to);
  const old = from.snapshot;
  for (const row of from.rows()) {
    const target = old.id === to.id ? row : findAgain(old, row, to);
    if (target !== undefined && target < to.rowCount && !to.isGone(target)) moved.set(target, true);
  }
  return moved;
}

function findAgain(old: Snapshot, row: number, to: Snapshot): number | undefined {
  const cell = old.cells[old.cellOf(row)];
  return cell === undefined ? undefined : to.rowOf(cell.account, cell.region, old.idAt(row));
}
