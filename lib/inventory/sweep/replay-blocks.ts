import "server-only";
import type { Snapshot } from "../snapshot.ts";
import { SharedLines } from "./shared-lines.ts";

/** How rows are cut into blocks: where the first ones begin, then how many rows each of the others has. */
export type BlockSizes = { begins: readonly number[]; rows: number };

/**
 * The first ones small, so that a screen has its rows soon. The others are some 1.2 MB of text and 25 ms of work to read;
 * half as large, they would be 8 % more bytes in all, because each has its own dictionaries.
 */
const SIZES: BlockSizes = { begins: [0, 256, 4_096], rows: 16_384 };

export type Block = { from: number; to: number; lines: SharedLines };

type MadeBlock = Block & { version: number };

/** The rows of a snapshot as lines for whoever comes later: made once, and again when one of their rows has changed. */
export class ReplayBlocks {
  readonly #snapshot: Snapshot;
  readonly #sizes: BlockSizes;
  #of = "";
  #made: MadeBlock[] = [];

  constructor(snapshot: Snapshot, sizes = SIZES) {
    this.#snapshot = snapshot;
    this.#sizes = sizes;
  }

  /** The block of a row, as its rows are now. The one after it is made ready meanwhile. */
  blockAt(row: number): Block {
    const block = this.#blockAt(row);
    if (block.to < this.#snapshot.rowCount) void this.#blockAt(block.to).lines.deflated();
    return block;
  }

  /** Makes all of them ready, one after the other, as long as no sweep begins: for whoever opens a page next. */
  async prepare(): Promise<void> {
    for (let row = 0; row < this.#snapshot.rowCount && !this.#snapshot.sweeping; ) {
      const { to, lines } = this.#blockAt(row);
      await lines.deflated();
      row = to;
    }
  }

  #blockAt(row: number): Block {
    const { id, version, rowCount } = this.#snapshot;
    if (id !== this.#of) {
      this.#of = id;
      this.#made = [];
    }
    const number = this.numberOf(row);
    const from = this.beginOf(number);
    const to = Math.min(rowCount, this.beginOf(number + 1));
    const made = this.#made[number];
    if (made?.to === to && !this.#hasChanged(made)) return made;
    const lines = new SharedLines(`${JSON.stringify(this.#snapshot.encodeRows(from, to - from))}\n`);
    const block = { from, to, lines, version };
    this.#made[number] = block;
    return block;
  }

  #hasChanged({ from, to, version }: MadeBlock): boolean {
    const { changedAt } = this.#snapshot.rows;
    for (let row = from; row < to; row += 1) if ((changedAt[row] ?? 0) > version) return true;
    return false;
  }

  /** The number of the block that a row is in, from 0. */
  numberOf(row: number): number {
    const { begins, rows } = this.#sizes;
    const next = begins.findIndex((begin) => begin > row);
    return next > 0 ? next - 1 : begins.length - 1 + Math.floor(row / rows);
  }

  /** The first row of a block. */
  beginOf(number: number): number {
    const { begins, rows } = this.#sizes;
    return begins[number] ?? (number - begins.length + 1) * rows;
  }
}
