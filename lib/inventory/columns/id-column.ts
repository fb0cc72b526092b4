import type { InstanceId } from "#lib/domain/ids.ts";
import { grown8, grown32 } from "./grown.ts";
import { hashOfPair } from "./pair-table.ts";

/** The form of an id, in the upper bits of its head; the lower four hold the first of 17 hex digits. */
const NO_ID = 0;
const SHORT = 1 << 4;
const LONG = 2 << 4;
const HYBRID = 3 << 4;

/**
 * Instance ids of rows, packed into nine bytes (form and up to 17 hex digits), with a lookup by id. A million ids as
 * strings in a Map would cost ten times that, and sort as text.
 */
export class IdColumn {
  /** Form, and the first hex digit of a long id. */
  heads: Uint8Array = new Uint8Array(64);
  /** The next eight hex digits of a long id; 0 for a short one. */
  highs: Uint32Array = new Uint32Array(64);
  /** The last eight hex digits. */
  lows: Uint32Array = new Uint32Array(64);
  /** Row + 1; 0 is a free slot. Length is a power of two, at most half used. */
  #slots: Uint32Array = new Uint32Array(128);
  #used = 0;

  /** Sets a row that had none; "" marks a number that is used up. */
  set(row: number, id: InstanceId | ""): void {
    this.heads = grown8(this.heads, row + 1);
    this.highs = grown32(this.highs, row + 1);
    this.lows = grown32(this.lows, row + 1);
    if (id === "") return;
    const packed = pack(id);
    this.heads[row] = packed.head;
    this.highs[row] = packed.high;
    this.lows[row] = packed.low;
    this.#used += 1;
    if (this.#used * 2 > this.#slots.length) this.#rehash();
    this.#place(row);
  }

  /** The row's id; "" where the number is used up. */
  text(row: number): InstanceId | "" {
    const head = this.heads[row] ?? 0;
    if (head === NO_ID) return "";
    const low = hex8(this.lows[row] ?? 0);
    const text =
      (head & 0x30) === SHORT
        ? `i-${low}`
        : `${(head & 0x30) === HYBRID ? "mi-" : "i-"}${(head & 15).toString(16)}${hex8(this.highs[row] ?? 0)}${low}`;
    return unpackedId(text);
  }

  /** 16 bits of the id's place in the order of ids, 0 the least significant of five. Short ids come first, `mi-` last. */
  digit(row: number, digit: number): number {
    if (digit === 4) return this.heads[row] ?? 0;
    const half = (digit < 2 ? this.lows[row] : this.highs[row]) ?? 0;
    return (half >>> (16 * (digit & 1))) & 0xffff;
  }

  isHybrid(row: number): boolean {
    return ((this.heads[row] ?? 0) & 0x30) === HYBRID;
  }

  /**
   * The first row with this id that `accept` takes, or undefined. One id has several rows where a node went and came
   * back, or where two cells list it.
   */
  find(id: InstanceId, accept: (row: number) => boolean): number | undefined {
    const { head, high, low } = pack(id);
    const mask = this.#slots.length - 1;
    for (let slot = hashOfPair(high, low) & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return undefined;
      if (this.lows[row] === low && this.highs[row] === high && this.heads[row] === head && accept(row)) return row;
    }
  }

  #place(row: number): void {
    const mask = this.#slots.length - 1;
    let slot = hashOfPair(this.highs[row] ?? 0, this.lows[row] ?? 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }

  #rehash(): void {
    const slots = this.#slots;
    this.#slots = new Uint32Array(slots.length * 2);
    for (const taken of slots) if (taken !== 0) this.#place(taken - 1);
  }
}

function pack(id: InstanceId): { head: number; high: number; low: number } {
  const hybrid = id.startsWith("mi-");
  const hex = id.slice(hybrid ? 3 : 2);
  const low = Number.parseInt(hex.slice(-8), 16);
  if (hex.length === 8) return { head: SHORT, high: 0, low };
  const head = (hybrid ? HYBRID : LONG) | Number.parseInt(hex.slice(0, 1), 16);
  return { head, high: Number.parseInt(hex.slice(1, 9), 16), low };
}

/** Only `set` fills the column, with ids that parseInstanceId accepted, and unpacking gives the same text back. */
function unpackedId(text: string): InstanceId {
  return text as InstanceId;
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, "0");
}
