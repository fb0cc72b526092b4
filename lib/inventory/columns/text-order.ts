import { grown8, grown32 } from "./grown.ts";
import { compareTexts, LONGEST_KEY_PER_CHARACTER, writeNaturalKey } from "./natural-key.ts";
import { sortByKeys } from "./sort-by-keys.ts";
import { type TextDictionary, UNREAD } from "./text-dictionary.ts";

/** Up to this many codes are simply compared. */
const FEW = 64;
/** The whole dictionary is put in order once more than this part of it is asked for. */
const LARGE_PART = 1 / 4;

/** How many texts are put in order at a time ahead of need: a few milliseconds. */
const BATCH = 4096;

/** Where a key begins, for a code that has none: not made yet, or (as for `été`) none to be made. */
const NO_KEY_YET = 0;
const NO_KEY = 0xffffffff;

/**
 * The natural order of a dictionary's texts (compareTexts). Plain texts are compared by keys, made when first needed. Once
 * a large part of the dictionary is wanted in order, the order of all is kept, and texts that came since are merged in.
 */
export class TextOrder {
  readonly #texts: TextDictionary;
  #keys: Uint8Array = new Uint8Array(64);
  #keyEnd = 1;
  #keyStarts: Uint32Array = new Uint32Array(0);
  /** All codes up to #seen in order, without ABSENT and UNREAD. */
  #inOrder: Uint32Array = new Uint32Array(0);
  #seen = 0;

  constructor(texts: TextDictionary) {
    this.#texts = texts;
  }

  /** Sorts distinct codes of texts (neither ABSENT nor UNREAD among them) by their texts, in place. */
  sort(codes: Uint32Array): void {
    if (codes.length <= FEW) codes.sort((one, other) => this.#compareTexts(one, other));
    else if (codes.length < this.#texts.size * LARGE_PART) codes.set(this.#sorted(codes));
    else this.#pick(codes);
  }

  /** The codes in the order of the whole dictionary. */
  #pick(codes: Uint32Array): void {
    this.#takeIn(this.#texts.size);
    const wanted = new Uint8Array(this.#texts.size);
    for (const code of codes) wanted[code] = 1;
    let to = 0;
    for (const code of this.#inOrder) {
      if (wanted[code] === 1) {
        codes[to] = code;
        to += 1;
      }
    }
  }

  /** Takes some more texts into the order of all, ahead of need. Returns true while there are others. */
  prepare(): boolean {
    this.#takeIn(Math.min(this.#texts.size, Math.max(this.#seen, UNREAD) + 1 + BATCH));
    return this.#seen < this.#texts.size;
  }

  /** Takes the texts with codes up to `to - 1` into the order of all. */
  #takeIn(to: number): void {
    if (this.#seen === 0) this.#inOrder = Uint32Array.of(0);
    const from = Math.max(this.#seen, UNREAD + 1);
    if (to > from) {
      const added = Uint32Array.from({ length: to - from }, (_, at) => from + at);
      this.#inOrder = merge(this.#inOrder, this.#sorted(added), (one, other) => this.#compare(one, other));
    }
    this.#seen = Math.max(this.#seen, to);
  }

  /** The codes in order, as an array of its own. */
  #sorted(codes: Uint32Array): Uint32Array {
    this.#keyStarts = grown32(this.#keyStarts, this.#texts.size);
    for (const code of codes) if (this.#keyStarts[code] === NO_KEY_YET) this.#makeKey(code);
    const plain = codes.filter((code) => this.#keyStarts[code] !== NO_KEY);
    sortByKeys(plain, this.#keys, this.#keyStarts, (one, other) => this.#compareUnits(one, other));
    const others = codes.filter((code) => this.#keyStarts[code] === NO_KEY);
    others.sort((one, other) => this.#compareTexts(one, other));
    return merge(plain, others, (one, other) => this.#compareTexts(one, other));
  }

  #makeKey(code: number): void {
    const text = this.#texts.text(code);
    this.#keys = grown8(this.#keys, this.#keyEnd + LONGEST_KEY_PER_CHARACTER * (text.length + 1));
    const end = writeNaturalKey(text, this.#keys, this.#keyEnd);
    this.#keyStarts[code] = end < 0 ? NO_KEY : this.#keyEnd;
    if (end >= 0) this.#keyEnd = end;
  }

  /** Either may be the empty text, which has no key made: it is before all others. */
  #compare(one: number, other: number): number {
    let left = this.#keyStarts[one] ?? NO_KEY;
    let right = this.#keyStarts[other] ?? NO_KEY;
    if (left === NO_KEY || right === NO_KEY) return this.#compareTexts(one, other);
    for (; ; left += 1, right += 1) {
      const byte = this.#keys[left] ?? 0;
      const difference = byte - (this.#keys[right] ?? 0);
      if (difference !== 0) return difference;
      if (byte === 0) return this.#compareUnits(one, other);
    }
  }

  #compareTexts(one: number, other: number): number {
    return compareTexts(this.#texts.text(one), this.#texts.text(other));
  }

  #compareUnits(one: number, other: number): number {
    return this.#texts.text(one) < this.#texts.text(other) ? -1 : 1;
  }
}

/** Both lists, each sorted, as one. The places of the shorter one's codes are searched for in the longer. */
function merge(one: Uint32Array, other: Uint32Array, compare: (one: number, other: number) => number): Uint32Array {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  if (shorter.length === 0) return longer;
  const merged = new Uint32Array(longer.length + shorter.length);
  let from = 0;
  let to = 0;
  for (const code of shorter) {
    const place = placeOf(code, longer, from, compare);
    merged.set(longer.subarray(from, place), to);
    to += place - from;
    merged[to] = code;
    to += 1;
    from = place;
  }
  merged.set(longer.subarray(from), to);
  return merged;
}

/** How many of the sorted list come before the code, `from` at least: found by steps that double, then by halving. */
function placeOf(code: number, list: Uint32Array, from: number, compare: (one: number, other: number) => number): number {
  let low = from;
  let step = 1;
  while (low + step <= list.length && compare(list[low + step - 1] ?? 0, code) < 0) {
    low += step;
    step *= 2;
  }
  let high = Math.min(list.length, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle] ?? 0, code) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
