import type { InstanceId } from "#lib/domain/ids.ts";
import type { IdValues } from "./column-values.ts";
import { grown8, grown32 } from "./grown.ts";
import { hashOfPair } from "./pair-table.ts";

/** The form of an id, in the upper bits of its head; the lower four hold the first of 17 hex digits. */
const NO_ID = 0;
const SHORT = 1 << 4;
const LONG = 2 << 4;
const HYBRID = 3 << 4;

const SHORT_LENGTH = "i-".length + 8;

export type PackedId = { head: number; high: number; low: number };

/** Takes the place of an id where a row number is used up. */
export const NO_PACKED_ID: PackedId = { head: NO_ID, high: 0, low: 0 };

/**
 * Instance ids of rows, packed into nine bytes (form and up to 17 hex digits), with a lookup by id. A million ids as
 * strings in a Map would cost ten times that. `heads`, `highs`, `lows` in this order are also what ids sort by: short ones
 * first, `mi-` ones last.
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

  /**
   * Adds the ids of rows `from` on, where no row has one yet. Where `isSame` says of another row with the same id that it
   * is the same node, none of them is added, and the answer is the row of that id; otherwise undefined.
   */
  append(from: number, ids: IdValues, isSame: (row: number, other: number) => boolean): number | undefined {
    const { heads, highs, lows } = ids;
    const to = from + heads.length;
    this.heads = grown8(this.heads, to);
    this.highs = grown32(this.highs, to);
    this.lows = grown32(this.lows, to);
    this.heads.set(heads, from);
    this.highs.set(highs, from);
    this.lows.set(lows, from);
    if (to * 2 > this.#slots.length) this.#makeRoom(to, from);
    for (let row = from; row < to; row += 1) {
      if (this.heads[row] === NO_ID || this.#place(row, isSame)) continue;
      this.heads.fill(NO_ID, from, to);
      this.#makeRoom(from, from);
      return row;
    }
    return undefined;
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

  isHybrid(row: number): boolean {
    return ((this.heads[row] ?? 0) & 0x30) === HYBRID;
  }

  /**
   * The first row with this id that `accept` takes, or undefined. One id has several rows where a node went and came
   * back, or where two cells list it.
   */
  find(id: InstanceId, accept: (row: number) => boolean): number | undefined {
    const { head, high, low } = packId(id);
    return this.#find(head, high, low, accept);
  }

  /** One and the same row for all rows that have this row's id. */
  sameIdAs(row: number): number {
    return this.#find(this.heads[row] ?? 0, this.highs[row] ?? 0, this.lows[row] ?? 0, () => true) ?? row;
  }

  #find(head: number, high: number, low: number, accept: (row: number) => boolean): number | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = hashOfPair(high, low) & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return undefined;
      if (this.lows[row] === low && this.highs[row] === high && this.heads[row] === head && accept(row)) return row;
    }
  }

  /** Puts a row where it will be found; false, and nothing put, where it is the same node as another with its id. */
  #place(row: number, isSame: (row: number, other: number) => boolean): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const head = this.heads[row] ?? 0;
    const high = this.highs[row] ?? 0;
    const low = this.lows[row] ?? 0;
    let slot = hashOfPair(high, low) & mask;
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      const other = taken - 1;
      const equal = this.lows[other] === low && this.highs[other] === high && this.heads[other] === head;
      if (equal && isSame(row, other)) return false;
      slot = (slot + 1) & mask;
    }
    slots[slot] = row + 1;
    return true;
  }

  /** A table anew, large enough for `rows`, with the rows before `placed` in it. */
  #makeRoom(rows: number, placed: number): void {
    this.#slots = new Uint32Array(Math.max(128, 2 ** Math.ceil(Math.log2(rows * 2 + 1))));
    for (let row = 0; row < placed; row += 1) if (this.heads[row] !== NO_ID) this.#place(row, never);
  }
}

const never = (): boolean => false;

/** True where the three are an id, or the lack of one. */
export function isPackedId(head: number, high: number, low: number): boolean {
  if (head === NO_ID || head === SHORT) return high === 0 && (head === SHORT || low === 0);
  return head >>> 4 === LONG >>> 4 || head >>> 4 === HYBRID >>> 4;
}

/** The id in the form that the column keeps and that travels (wire.ts, IdsColumn). */
export function packId(id: InstanceId): PackedId {
  const { length } = id;
  const low = hexOf(id, length - 8, length);
  if (length === SHORT_LENGTH) return { head: SHORT, high: 0, low };
  const head = (id.startsWith("mi-") ? HYBRID : LONG) | hexOf(id, length - 17, length - 16);
  return { head, high: hexOf(id, length - 16, length - 8), low };
}

/** The number that hex digits in lower case spell; at most eight of them. */
function hexOf(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const character = text.charCodeAt(at);
    value = (value << 4) | (character <= 0x39 ? character - 0x30 : character - 0x57);
  }
  return value >>> 0;
}

/** Only `append` fills the column, with what isPackedId accepted: eight or 17 hex digits after `i-`, 17 after `mi-`. */
function unpackedId(text: string): InstanceId {
  return text as InstanceId;
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Eight digits; put together from tables because a snapshot tells its ids to every subscriber. */
function hex8(value: number): string {
  const byte = (at: number): string => HEX_OF_BYTE[(value >>> at) & 255] ?? "";
  return byte(24) + byte(16) + byte(8) + byte(0);
}
