import "server-only";
import type { Cell } from "#lib/domain/cell.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import { partitionOf } from "#lib/domain/partition.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { Snapshot } from "../snapshot.ts";
import type { WireLine } from "../wire.ts";
import type { CellEnd } from "./sweep-cell.ts";

type CellShown = Pick<Cell, "state" | "notes"> & { problem?: Problem; readAt?: string | null };

/** Of one cell: its rows, gone ones included, and how many of them are live. */
type RowsOfCell = { rows: number[]; live: number };

/**
 * What is known of the estate: its nodes, and how each cell stands. All changes go through here as wire lines: first into
 * the snapshot, then to every subscriber.
 */
export class EstateRecord {
  readonly snapshot = new Snapshot();
  readonly #subscribers = new Set<(line: WireLine) => void>();
  /** Index in the snapshot's cells, by account and region. */
  readonly #cellIndex = new Map<string, number>();
  readonly #rowsOfCell: RowsOfCell[] = [];
  /** Per cell: how it ended last, for one that is stopped before it was begun again. */
  readonly #settled: Cell[] = [];

  /** Calls back with every line from now on. The answer ends that. */
  subscribe(onLine: (line: WireLine) => void): () => void {
    this.#subscribers.add(onLine);
    return () => {
      this.#subscribers.delete(onLine);
    };
  }

  emit(line: WireLine): void {
    if (line.t === "gone") for (const row of line.rows) this.#countRow(this.snapshot.cellOf(row)).live -= 1;
    this.snapshot.apply(line);
    if (line.t === "rows") {
      for (let row = line.at; row < line.at + line.n; row += 1) {
        const count = this.#countRow(this.snapshot.cellOf(row));
        count.rows.push(row);
        count.live += 1;
      }
    }
    for (const tell of this.#subscribers) tell(line);
  }

  findCell(account: AccountId, region: RegionName): Cell | undefined {
    const index = this.#cellIndex.get(`${account} ${region}`);
    return index === undefined ? undefined : this.snapshot.cells[index];
  }

  /** How the cell ended last; undefined where it never did. */
  settled(index: number): Cell | undefined {
    return this.#settled[index];
  }

  /** The cell's rows, gone ones included. They go on growing. */
  rowsOf(index: number): readonly number[] {
    return this.#rowsOfCell[index]?.rows ?? [];
  }

  /** How many nodes the cell has. */
  liveIn(index: number): number {
    return this.#rowsOfCell[index]?.live ?? 0;
  }

  /** Says how a cell stands; a cell that is not known yet is added. Rows and the age of the last reading stay. */
  showCell(account: AccountId, region: RegionName, { state, notes, problem, readAt }: CellShown): Cell {
    const old = this.findCell(account, region);
    const index = old?.index ?? this.snapshot.cells.length;
    const cell: Cell = {
      index,
      account,
      region,
      partition: partitionOf(region),
      state,
      nodes: this.liveIn(index),
      readAt: readAt ?? old?.readAt ?? null,
      notes,
      ...(problem ? { problem } : {}),
    };
    this.#cellIndex.set(`${account} ${region}`, index);
    this.emit({ t: "cell", cell });
    if (state !== "waiting" && state !== "reading") this.#settled[index] = cell;
    return cell;
  }

  /**
   * A cell that ended without being begun. Stopped, it stands as it stood before, if it was read ever. No longer enabled,
   * it keeps its nodes where it was read once, which makes it a gap.
   */
  showEnd(account: AccountId, region: RegionName, end: CellEnd): void {
    const old = this.findCell(account, region);
    const settled = old && this.#settled[old.index];
    if (end.state === "stopped" && settled) this.showCell(account, region, settled);
    else if (end.state === "disabled" && old?.readAt) this.showCell(account, region, { ...end, state: "failed" });
    else this.showCell(account, region, end);
  }

  #countRow(index: number): RowsOfCell {
    this.#rowsOfCell[index] ??= { rows: [], live: 0 };
    return this.#rowsOfCell[index];
  }
}
