import type { Cell } from "#lib/domain/cell.ts";
import type { AccountId, InstanceId, RegionName } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OpenLine, RowsLine, WireLine } from "./wire.ts";

/**
 * The estate as columns: what the stream's lines add up to. The same class keeps the truth on the server and its copy
 * in the browser. Rows have a number that is stable for the life of one snapshot; gone rows keep theirs.
 */
export class Snapshot {
  /** Names the server's snapshot, as its `open` line told; "" before the first line. */
  id = "";
  /** Grows with every line applied. */
  version = 0;
  /** Rows ever added, gone ones included: row numbers are 0 to rowCount - 1. */
  rowCount = 0;
  /** Rows that are not gone. */
  liveCount = 0;
  cells: readonly Cell[] = [];
  accounts: readonly { id: string; label: string }[] = [];
  tag: TagSpec = { key: "", value: "" };
  sweeping = false;
  /** When the last sweep ended (ISO 8601), or null. */
  asOf: string | null = null;

  /** Applies one line, whole or not at all. Throws WireError for a line that does not fit. */
  apply(line: WireLine): void {
    throw new Error(`not built yet: ${line.t}`);
  }

  isGone(row: number): boolean {
    throw new Error(`not built yet: ${row}`);
  }

  /** Every fact of one row. Built on each call: for the rows in view, not for all. A gone row has its last known facts. */
  node(row: number): Node {
    throw new Error(`not built yet: ${row}`);
  }

  idAt(row: number): InstanceId {
    throw new Error(`not built yet: ${row}`);
  }

  /** The live row of a node, or undefined. */
  rowOf(account: AccountId, region: RegionName, id: InstanceId): number | undefined {
    throw new Error(`not built yet: ${account} ${region} ${id}`);
  }

  /** Index in `cells`. */
  cellOf(row: number): number {
    throw new Error(`not built yet: ${row}`);
  }

  /** The `open` line for a new subscriber, as things are now. Rows follow by `encodeRows`. */
  openLine(): OpenLine {
    throw new Error("not built yet");
  }

  /**
   * Rows `from` to `from + max - 1` (fewer at the end) as they are now, for a new subscriber. Gone rows travel as used-up
   * numbers (empty id), so that later `set` and `gone` lines mean the same rows.
   */
  encodeRows(from: number, max: number): RowsLine {
    throw new Error(`not built yet: ${from} ${max}`);
  }
}
