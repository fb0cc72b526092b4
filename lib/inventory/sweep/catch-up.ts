import "server-only";
import type { Cell } from "#lib/domain/cell.ts";
import type { Snapshot } from "../snapshot.ts";
import type { WireLine } from "../wire.ts";
import type { ReplayBlocks } from "./replay-blocks.ts";
import { SharedLines } from "./shared-lines.ts";

/** What a client has been told: which snapshot, as of which version, and how many of its rows. */
export type Told = { snapshot: string; version: number; rowCount: number };

/**
 * Brings one client to what the snapshot is, however much changes meanwhile: looks, each time it is asked, for what the
 * client does not know yet. Nothing is kept for it but the version at which it was told each block of rows.
 */
export class CatchUp {
  readonly #snapshot: Snapshot;
  readonly #blocks: ReplayBlocks;
  #of: string;
  #cells: readonly Cell[] = [];
  #rowCount: number;
  /** Of each block, the version as of which its rows were told. */
  #versions: number[];
  #asOf: string | null = null;
  /** The version at which nothing was left to tell of the rows known. */
  #settled = -1;

  /** `told` null: the client knows nothing. */
  constructor(snapshot: Snapshot, blocks: ReplayBlocks, told: Told | null) {
    this.#snapshot = snapshot;
    this.#blocks = blocks;
    this.#of = told?.snapshot ?? "";
    this.#rowCount = told?.rowCount ?? 0;
    const known = this.#rowCount === 0 ? 0 : blocks.numberOf(this.#rowCount - 1) + 1;
    this.#versions = new Array<number>(known).fill(told?.version ?? 0);
  }

  /** What to tell next; undefined where the client knows all that there is at this moment. */
  next(): SharedLines | undefined {
    if (this.#of !== this.#snapshot.id) return this.#open();
    return this.#newCells() ?? this.#newRows() ?? this.#changedRows() ?? this.#end();
  }

  #open(): SharedLines {
    this.#of = this.#snapshot.id;
    this.#cells = this.#snapshot.cells;
    this.#rowCount = 0;
    this.#versions = [];
    this.#asOf = null;
    this.#settled = -1;
    return linesOf(this.#snapshot.openLine());
  }

  /** Before rows, which may be in a cell that was found since. */
  #newCells(): SharedLines | undefined {
    const { cells } = this.#snapshot;
    if (cells === this.#cells) return undefined;
    const changed = cells.filter((cell, index) => cell !== this.#cells[index]);
    this.#cells = cells;
    return changed.length === 0 ? undefined : linesOf(...changed.map((cell) => ({ t: "cell" as const, cell })));
  }

  #newRows(): SharedLines | undefined {
    const { rowCount, version } = this.#snapshot;
    if (this.#rowCount === rowCount) return undefined;
    const number = this.#blocks.numberOf(this.#rowCount);
    if (this.#rowCount > this.#blocks.beginOf(number)) {
      // The client has the beginning of the block.
      const from = this.#rowCount;
      const line = this.#snapshot.encodeRows(from, this.#blocks.beginOf(number + 1) - from);
      const changed = this.#changesIn(number);
      this.#rowCount += line.n;
      this.#versions[number] = version;
      return linesOf(...changed, line);
    }
    const block = this.#blocks.blockAt(this.#rowCount);
    this.#rowCount = block.to;
    this.#versions[number] = version;
    return block.lines;
  }

  #changedRows(): SharedLines | undefined {
    const { version } = this.#snapshot;
    if (this.#settled === version) return undefined;
    for (let number = 0; number < this.#versions.length; number += 1) {
      const changes = this.#changesIn(number);
      this.#versions[number] = version;
      if (changes.length > 0) return linesOf(...changes);
    }
    this.#settled = version;
    return undefined;
  }

  /** What has changed in a block's rows since the client was told of them. */
  #changesIn(number: number): WireLine[] {
    const { live, changedAt } = this.#snapshot.rows;
    const since = this.#versions[number] ?? 0;
    const set: number[] = [];
    const gone: number[] = [];
    const to = Math.min(this.#rowCount, this.#blocks.beginOf(number + 1));
    for (let row = this.#blocks.beginOf(number); row < to; row += 1) {
      // A row that is gone changes no more: it was still there when the client was told of it.
      if ((changedAt[row] ?? 0) > since) (live.has(row) ? set : gone).push(row);
    }
    const lines: WireLine[] = [];
    if (set.length > 0) lines.push(this.#snapshot.encodeSet(set));
    if (gone.length > 0) lines.push({ t: "gone", rows: gone });
    return lines;
  }

  #end(): SharedLines | undefined {
    const { sweeping, asOf } = this.#snapshot;
    if (sweeping || asOf === null || asOf === this.#asOf) return undefined;
    this.#asOf = asOf;
    return linesOf({ t: "done", asOf });
  }
}

function linesOf(...lines: readonly WireLine[]): SharedLines {
  return new SharedLines(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}
