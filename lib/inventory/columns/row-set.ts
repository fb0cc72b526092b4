import { grown32 } from "./grown.ts";

/** A word of 32 rows that are all in the set. */
const ALL = 0xffffffff;

/** A set of row numbers as bits. Asking beyond its room is answered with false; adding makes room. */
export class RowSet {
  words: Uint32Array = new Uint32Array(0);

  has(row: number): boolean {
    return (((this.words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  add(row: number): void {
    const at = row >>> 5;
    this.reserve(row + 1);
    this.words[at] = (this.words[at] ?? 0) | (1 << (row & 31));
  }

  delete(row: number): void {
    const at = row >>> 5;
    if (at < this.words.length) this.words[at] = (this.words[at] ?? 0) & ~(1 << (row & 31));
  }

  /** Adds rows `from` to `to - 1`. */
  addBetween(from: number, to: number): void {
    this.reserve(to);
    let row = from;
    for (; row < to && (row & 31) !== 0; row += 1) this.add(row);
    for (; row + 32 <= to; row += 32) this.words[row >>> 5] = ALL;
    for (; row < to; row += 1) this.add(row);
  }

  /** Makes room for rows 0 to rows - 1. */
  reserve(rows: number): void {
    this.words = grown32(this.words, (rows + 31) >>> 5);
  }

  clear(): void {
    this.words.fill(0);
  }

  copy(): RowSet {
    const copied = new RowSet();
    copied.words = this.words.slice();
    return copied;
  }

  /** Adds every row of the other. */
  addAll(other: RowSet): void {
    const { words } = other;
    this.reserve(words.length * 32);
    for (let at = 0; at < words.length; at += 1) this.words[at] = (this.words[at] ?? 0) | (words[at] ?? 0);
  }

  /** Takes away every row of the other. */
  deleteAll(other: RowSet): void {
    const { words } = this;
    for (let at = 0; at < words.length; at += 1) words[at] = (words[at] ?? 0) & ~(other.words[at] ?? 0);
  }

  /** Keeps the rows that the other has too. */
  keepAll(other: RowSet): void {
    const { words } = this;
    for (let at = 0; at < words.length; at += 1) words[at] = (words[at] ?? 0) & (other.words[at] ?? 0);
  }

  get size(): number {
    const { words } = this;
    let size = 0;
    for (let at = 0; at < words.length; at += 1) size += bitsIn(words[at] ?? 0);
    return size;
  }

  /** The rows that pass the test, as a set of its own. */
  filter(test: (row: number) => boolean): RowSet {
    const { words } = this;
    const passed = new RowSet();
    passed.words = new Uint32Array(words.length);
    for (let at = 0; at < words.length; at += 1) {
      let word = words[at] ?? 0;
      let kept = 0;
      while (word !== 0) {
        const lowest = word & -word;
        if (test(at * 32 + (31 - Math.clz32(lowest)))) kept |= lowest;
        word ^= lowest;
      }
      passed.words[at] = kept;
    }
    return passed;
  }

  /** The rows, ascending. */
  toArray(): Uint32Array {
    const { words } = this;
    const rows = new Uint32Array(this.size);
    let to = 0;
    for (let at = 0; at < words.length; at += 1) {
      let word = words[at] ?? 0;
      if (word === ALL) {
        // Most words are full, where all rows are wanted.
        for (let row = at * 32; row < at * 32 + 32; row += 1) rows[to++] = row;
        continue;
      }
      while (word !== 0) {
        const lowest = word & -word;
        rows[to++] = at * 32 + (31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
    return rows;
  }

  /** Those of the rows that are in the set, in the order given: the same array where it is all of them. Each row once. */
  pick(rows: Uint32Array): Uint32Array {
    const { words, size } = this;
    if (size === rows.length) return rows;
    const picked = new Uint32Array(size);
    let to = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      picked[to] = row;
      to += ((words[row >>> 5] ?? 0) >>> (row & 31)) & 1;
    }
    return picked;
  }

  /** Calls `visit` for every row, ascending. */
  forEach(visit: (row: number) => void): void {
    const { words } = this;
    for (let at = 0; at < words.length; at += 1) {
      let word = words[at] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        visit(at * 32 + (31 - Math.clz32(lowest)));
        word ^= lowest;
      }
    }
  }
}

/** How many rows are in both. */
export function sizeOfBoth(one: RowSet, other: RowSet): number {
  const length = Math.min(one.words.length, other.words.length);
  let size = 0;
  for (let at = 0; at < length; at += 1) size += bitsIn((one.words[at] ?? 0) & (other.words[at] ?? 0));
  return size;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
