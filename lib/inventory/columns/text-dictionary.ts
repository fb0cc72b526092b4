/** The row has no value: the node does not carry the tag. */
export const ABSENT = 1;
/** The row's value is not known: its tags were not read. */
export const UNREAD = 2;

/**
 * Every text of a snapshot, once. A code is a text's number, in order of arrival. Code 0 is the empty text; ABSENT and
 * UNREAD stand for the lack of a text, so that columns of codes can say so; `find` and `intern` never answer them.
 *
 * A hash table of its own, because a part of a string can be looked up without being cut out, and because a Map of a
 * million names costs more than their rows.
 */
export class TextDictionary {
  readonly #texts: string[] = ["", "", ""];
  /** Mostly the same strings: names are lower case already. */
  readonly #lower: string[] = ["", "", ""];
  /** A code and its hash side by side; code 0 is a free slot. Slots are a power of two, at most half of them used. */
  #slots: Uint32Array = new Uint32Array(2 * 128);

  /** Codes in use: 0 to size - 1. */
  get size(): number {
    return this.#texts.length;
  }

  /** The text's code, a new one where it is new. */
  intern(text: string): number {
    return this.internPart(text, 0, text.length);
  }

  /** The code of `text.slice(from, to)`. */
  internPart(text: string, from: number, to: number): number {
    if (from === to) return 0;
    const hash = hashOf(text, from, to);
    const slot = this.#slotOf(text, from, to, hash);
    return this.#slots[slot] || this.#add(text.slice(from, to), hash, slot);
  }

  find(text: string): number | undefined {
    if (text === "") return 0;
    return this.#slots[this.#slotOf(text, 0, text.length, hashOf(text, 0, text.length))] || undefined;
  }

  text(code: number): string {
    return this.#texts[code] ?? "";
  }

  /** The text in lower case, for searches without regard to case. */
  lower(code: number): string {
    return this.#lower[code] ?? "";
  }

  /** Where in #slots the part is, or the free place where it belongs. */
  #slotOf(text: string, from: number, to: number, hash: number): number {
    const slots = this.#slots;
    const last = slots.length - 2;
    const length = to - from;
    let slot = (2 * hash) & last;
    for (;;) {
      const code = slots[slot] ?? 0;
      if (code === 0) return slot;
      if (slots[slot + 1] === hash) {
        const known = this.text(code);
        if (known.length === length && text.startsWith(known, from)) return slot;
      }
      slot = (slot + 2) & last;
    }
  }

  #add(text: string, hash: number, slot: number): number {
    const code = this.#texts.length;
    const lower = text.toLowerCase();
    this.#texts.push(text);
    this.#lower.push(lower === text ? text : lower);
    this.#slots[slot] = code;
    this.#slots[slot + 1] = hash;
    if (code * 4 > this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const last = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      const code = old[from] ?? 0;
      if (code === 0) continue;
      const hash = old[from + 1] ?? 0;
      let slot = (2 * hash) & last;
      while (slots[slot] !== 0) slot = (slot + 2) & last;
      slots[slot] = code;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over the code units, with a last mixing step because the table uses the low bits. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
