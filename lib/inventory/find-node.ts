import { isGap } from "#lib/domain/cell.ts";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { Snapshot } from "./snapshot.ts";

export type FoundNode = { state: "found"; row: number } | { state: "unread" } | { state: "not-listed" };

/**
 * A node by its id, and by account and region as far as they are known. `unread`: it may be in a part of the estate that
 * could not be read, or was not read yet. `not-listed`: everything that it could be in was read, and it is not there.
 */
export function findNode(snapshot: Snapshot, id: InstanceId, account?: string, region?: string): FoundNode {
  const fits = (cell: { account: string; region: string } | undefined) =>
    cell !== undefined && (account === undefined || cell.account === account) && (region === undefined || cell.region === region);
  const { rows, cells } = snapshot;
  const row = rows.ids.find(id, (one) => rows.live.has(one) && fits(cells[rows.cells[one] ?? 0]));
  if (row !== undefined) return { state: "found", row };
  if (snapshot.sweeping || snapshot.asOf === null) return { state: "unread" };
  return cells.some((cell) => fits(cell) && isGap(cell)) ? { state: "unread" } : { state: "not-listed" };
}
