import { grown32 } from "./grown.ts";
import { PairTable } from "./pair-table.ts";

/** Where in the pool a row's list begins: its length, then its pairs. The first two places are lists shared by many. */
const NOT_READ = 0;
const NO_TAGS = 1;
const FIRST_FREE = 2;

/** Below this much waste the pool is left alone. */
const COMPACT_FROM = 65_536;

/**
 * Tags of rows: each distinct key and value is a pair with a number; a row's tags are a list of pair numbers in one
 * shared pool. A row that is set again gets a new list at the end; the pool is rewritten when half of it is waste.
 */
export class TagColumn {
  /** Key code and value code (TextDictionary) of each pair. */
  readonly pairs = new PairTable();
  /** Per row, where its list begins in the pool. */
  offsets: Uint32Array = new Uint32Array(64);
  pool: Uint32Array = new Uint32Array(256);
  #used = FIRST_FREE;
  #waste = 0;

  /** Sets a row's tags: indexes into `pairNumbers`, in order. null: not read. */
  set(row: number, list: readonly number[] | null, pairNumbers: Uint32Array): void {
    this.offsets = grown32(this.offsets, row + 1);
    const old = this.offsets[row] ?? 0;
    if (old >= FIRST_FREE) this.#waste += 1 + (this.pool[old] ?? 0);
    if (list === null) this.offsets[row] = NOT_READ;
    else if (list.length === 0) this.offsets[row] = NO_TAGS;
    else this.offsets[row] = this.#append(list, pairNumbers);
  }

  isRead(row: number): boolean {
    return this.offsets[row] !== NOT_READ;
  }

  /** Where the row's pairs begin in the pool; they end before `end(row)`. */
  begin(row: number): number {
    return (this.offsets[row] ?? 0) + 1;
  }

  end(row: number): number {
    const offset = this.offsets[row] ?? 0;
    return offset + 1 + (this.pool[offset] ?? 0);
  }

  /** Rewrites the pool where half of it is waste. `rows`: how many rows there are. */
  compact(rows: number): void {
    if (this.#waste < COMPACT_FROM || this.#waste * 2 < this.#used) return;
    const pool = new Uint32Array(Math.ceil((this.#used - this.#waste) * 1.25) + 256);
    let used = FIRST_FREE;
    for (let row = 0; row < rows; row += 1) {
      const offset = this.offsets[row] ?? 0;
      if (offset < FIRST_FREE) continue;
      const length = 1 + (this.pool[offset] ?? 0);
      pool.set(this.pool.subarray(offset, offset + length), used);
      this.offsets[row] = used;
      used += length;
    }
    this.pool = pool;
    this.#used = used;
    this.#waste = 0;
  }

  #append(list: readonly number[], pairNumbers: Uint32Array): number {
    const offset = this.#used;
    this.pool = grown32(this.pool, offset + 1 + list.length);
    this.pool[offset] = list.length;
    let at = offset;
    for (const local of list) {
      at += 1;
      this.pool[at] = pairNumbers[local] ?? 0;
    }
    this.#used = at + 1;
    return offset;
  }
}
