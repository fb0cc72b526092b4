import type { NodeKey } from "#lib/domain/ids.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

/** Identities of rows, in the order given. */
export function nodeKeys(snapshot: Snapshot, rows: readonly number[]): readonly NodeKey[] {
  return rows.flatMap((row) => {
    const cell = snapshot.cells[snapshot.cellOf(row)];
    return cell === undefined ? [] : [{ account: cell.account, region: cell.region, id: snapshot.idAt(row) }];
  });
}
