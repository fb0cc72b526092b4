import type { AccountId, RegionName } from "./ids.ts";
import type { Partition } from "./partition.ts";
import type { Problem } from "./problem.ts";

/**
 * One account in one region: the unit of sweeping, throttling and failing.
 *
 * - `waiting`, `reading`: the present sweep has not finished it.
 * - `read`: everything that the verdicts need was read.
 * - `denied`: AWS refused a call that the verdicts need; what could be read is still listed.
 * - `disabled`: the region is not enabled in the account.
 * - `failed`: time-out, network, throttled past patience, or an answer that could not be understood.
 * - `stopped`: the user stopped the sweep before it was finished.
 */
export type CellState = "waiting" | "reading" | "read" | "denied" | "disabled" | "failed" | "stopped";

export type Cell = {
  /** Position in the estate's list of cells; rows refer to it. Stable for the life of one snapshot. */
  index: number;
  account: AccountId;
  region: RegionName;
  partition: Partition;
  state: CellState;
  /** Nodes listed so far. */
  nodes: number;
  /** When this cell was last read to the end (ISO 8601), or null. A cell that is being read again keeps its old time. */
  readAt: string | null;
  problem?: Problem;
  /** What was read in a plainer way than usual, in words ("no DescribeInstanceProperties here: paged by 50"). */
  notes: readonly string[];
};

/** True where counts that depend on this cell have to say "at least". */
export function isGap(cell: Pick<Cell, "state">): boolean {
  return cell.state !== "read" && cell.state !== "disabled";
}
