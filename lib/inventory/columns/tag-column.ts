import type { TagChains } from "./column-values.ts";
import { grown32 } from "./grown.ts";
import { PairTable } from "./pair-table.ts";

/** Where in the pool a row's list begins: its length, then its pairs. The first two places are lists shared by many. */
const NOT_READ = 0;
const NO_TAGS = 1;
const FIRST_FREE = 2;

/** In a list that many rows share: a pair that each of them has a value of its own for. */
export const OWN_PAIR = 0xffffffff;

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

  /** Makes room for rows 0 to rows - 1. */
  reserve(rows: number): void {
    this.offsets = grown32(this.offsets, rows);
  }

  /**
   * Sets rows that there is room for. `codes`: a list + 1, or 0 for tags that were not read; the last tags of lists are
   * pairs, or OWN_PAIR, which is what `ownPairOf` says of the row.
   */
  write(rows: Uint32Array, codes: Uint32Array, lists: TagChains, ownPairOf: (row: number) => number): void {
    const lengths = lengthsOf(lists);
    this.#reservePool(codes, lengths);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const list = (codes[at] ?? 0) - 1;
      const old = this.offsets[row] ?? 0;
      if (old >= FIRST_FREE) this.#waste += 1 + (this.pool[old] ?? 0);
      if (list < 0) this.offsets[row] = NOT_READ;
      else if (list === 0) this.offsets[row] = NO_TAGS;
      else this.offsets[row] = this.#append(row, list, lengths[list] ?? 0, lists, ownPairOf);
    }
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

  /** Makes room for the lists of so many rows at once. */
  #reservePool(codes: Uint32Array, lengths: Uint32Array): void {
    let needed = this.#used;
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] ?? 0;
      if (code > 1) needed += 1 + (lengths[code - 1] ?? 0);
    }
    this.pool = grown32(this.pool, needed);
  }

  #append(row: number, list: number, length: number, { rests, lasts }: TagChains, ownPairOf: (row: number) => number): number {
    const offset = this.#used;
    const { pool } = this;
    pool[offset] = length;
    let place = offset + length;
    for (let rest = list; rest > 0; rest = rests[rest - 1] ?? 0) {
      const last = lasts[rest - 1] ?? 0;
      pool[place] = last === OWN_PAIR ? ownPairOf(row) : last;
      place -= 1;
    }
    this.#used = offset + length + 1;
    return offset;
  }
}

/** By list, from 0. A list comes after the one that it adds to. */
function lengthsOf({ rests }: TagChains): Uint32Array {
  const lengths = new Uint32Array(rests.length + 1);
  for (let at = 0; at < rests.length; at += 1) lengths[at + 1] = 1 + (lengths[rests[at] ?? 0] ?? 0);
  return lengths;
}
