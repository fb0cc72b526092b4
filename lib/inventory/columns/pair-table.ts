import { grown32 } from "./grown.ts";

/** Numbers for distinct pairs of 32-bit numbers, in order of arrival: an open-addressing hash table without objects. */
export class PairTable {
  size = 0;
  firsts: Uint32Array = new Uint32Array(64);
  seconds: Uint32Array = new Uint32Array(64);
  /** Pair number + 1; 0 is a free slot. Length is a power of two, at most half used. */
  #slots: Uint32Array = new Uint32Array(128);

  /** The pair's number, a new one where it is new. */
  intern(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const taken = this.#slots[slot] ?? 0;
    if (taken !== 0) return taken - 1;
    const number = this.size;
    this.size += 1;
    this.firsts = grown32(this.firsts, this.size);
    this.seconds = grown32(this.seconds, this.size);
    this.firsts[number] = first;
    this.seconds[number] = second;
    this.#slots[slot] = number + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  first(number: number): number {
    return this.firsts[number] ?? 0;
  }

  second(number: number): number {
    return this.seconds[number] ?? 0;
  }

  /** The slot that holds the pair, or the free one where it belongs. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOfPair(first, second) & mask;
    for (;;) {
      const taken = this.#slots[slot] ?? 0;
      if (taken === 0 || (this.firsts[taken - 1] === first && this.seconds[taken - 1] === second)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.size; number += 1) {
      this.#slots[this.#slotOf(this.first(number), this.second(number))] = number + 1;
    }
  }
}

/** Spreads two numbers over 32 bits (the finishing steps of MurmurHash3, public domain). */
export function hashOfPair(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
