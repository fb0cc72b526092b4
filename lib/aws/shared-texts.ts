/** Texts kept at most; then all are forgotten, and what was handed out lives on by itself. */
const MOST_KEPT = 65_536;

/**
 * Hands out one and the same string for equal parts of large texts: answers repeat a few thousand keys, values and types
 * without end. None of them is a slice of its source, which would keep a page of megabytes alive for one name.
 */
export class SharedTexts {
  #texts: string[] = [""];
  /** Number of a text and its hash, side by side; 0 is a free slot. A power of two, at most half of it used. */
  #slots: Int32Array = new Int32Array(4 * MOST_KEPT);

  /** The text from `from` up to `to`, without having been cut out first where it is known. */
  part(source: string, from: number, to: number): string {
    if (from === to) return "";
    const hash = hashOf(source, from, to);
    const last = this.#slots.length - 2;
    const length = to - from;
    for (let slot = (hash << 1) & last; ; slot = (slot + 2) & last) {
      const number = this.#slots[slot] ?? 0;
      if (number === 0) return this.#keep(source.slice(from, to), slot, hash);
      if (this.#slots[slot + 1] !== hash) continue;
      const known = this.#texts[number] ?? "";
      if (known.length === length && source.startsWith(known, from)) return known;
    }
  }

  #keep(slice: string, slot: number, hash: number): string {
    const text = Buffer.from(slice, "utf16le").toString("utf16le");
    if (this.#texts.length === MOST_KEPT) {
      this.#texts = [""];
      this.#slots.fill(0);
      return text;
    }
    this.#slots[slot] = this.#texts.push(text) - 1;
    this.#slots[slot + 1] = hash;
    return text;
  }
}

/** FNV-1a over the code units, mixed once more because slots use the low bits. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
