import "server-only";

/** Texts, and bytes of them, that are kept at most; then all are forgotten, and what was handed out lives on by itself. */
const MOST_TEXTS = 65_536;
const MOST_BYTES = 2 ** 21;

/**
 * Hands out one and the same string for equal parts of UTF-8 bytes: answers repeat a few thousand keys, values and types
 * without end, and finding one that is known costs less than making it again.
 */
export class SharedTexts {
  #texts: string[] = [""];
  /** Where the bytes of each text begin in #bytes; they end where those of the next one begin. */
  readonly #begins = new Uint32Array(MOST_TEXTS + 1);
  readonly #bytes = new Uint8Array(MOST_BYTES);
  /** Number of a text and its hash, side by side; 0 is a free slot. A power of two, at most half of it used. */
  readonly #slots = new Int32Array(4 * MOST_TEXTS);

  /** The text of the bytes `from` up to `to`, whose hash (hashNext) that is. */
  part(source: Buffer, from: number, to: number, hash: number): string {
    if (from === to) return "";
    const slots = this.#slots;
    const last = slots.length - 2;
    for (let slot = ((hash ^ (hash >>> 15)) << 1) & last; ; slot = (slot + 2) & last) {
      const number = slots[slot] ?? 0;
      if (number === 0) return this.#keep(source, from, to, slot, hash);
      if (slots[slot + 1] === hash && this.#isSame(number, source, from, to)) return this.#texts[number] ?? "";
    }
  }

  #isSame(number: number, source: Buffer, from: number, to: number): boolean {
    const bytes = this.#bytes;
    const begin = this.#begins[number] ?? 0;
    if ((this.#begins[number + 1] ?? 0) - begin !== to - from) return false;
    for (let at = from, own = begin; at < to; at += 1, own += 1) if (bytes[own] !== source[at]) return false;
    return true;
  }

  #keep(source: Buffer, from: number, to: number, slot: number, hash: number): string {
    const text = source.toString("utf8", from, to);
    const number = this.#texts.length;
    const begin = this.#begins[number] ?? 0;
    if (number === MOST_TEXTS || begin + to - from > MOST_BYTES) {
      this.#texts = [""];
      this.#slots.fill(0);
      return text;
    }
    this.#texts.push(text);
    this.#bytes.set(source.subarray(from, to), begin);
    this.#begins[number + 1] = begin + to - from;
    this.#slots[slot] = number;
    this.#slots[slot + 1] = hash;
    return text;
  }
}

/** For what AWS answers: its lists have the same keys and values, whichever of them is asked for. */
export const answerTexts = new SharedTexts();

/** FNV-1a over bytes: begin with this, and go on with each. */
export const HASH_START = 0x811c9dc5 | 0;

export function hashNext(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}
