import { grown8, grown32 } from "./grown.ts";
import { compareTexts, writeNaturalKey } from "./natural-key.ts";
import { sortByKeys } from "./sort-by-keys.ts";
import { type TextDictionary, UNREAD } from "./text-dictionary.ts";

/** Up to this many codes are compared one by one rather than by the ranks of the whole dictionary. */
const FEW = 256;

/**
 * The natural order of a dictionary's texts. Worked out when first needed; texts that came since are sorted among
 * themselves and merged in.
 */
export class TextOrder {
  readonly #texts: TextDictionary;
  /** Codes in order of their texts, without ABSENT and UNREAD. */
  #inOrder: Uint32Array = new Uint32Array(0);
  /** Sorted codes of texts that have a key, and of those that only the collator can compare. */
  #plain: Uint32Array = new Uint32Array(0);
  #others: number[] = [];
  #keys: Uint8Array = new Uint8Array(0);
  #keyStarts: Uint32Array = new Uint32Array(0);
  #keyEnd = 0;
  #seen = 0;

  constructor(texts: TextDictionary) {
    this.#texts = texts;
  }

  /** Sorts distinct codes of texts (neither ABSENT nor UNREAD among them) by their texts, in place. */
  sort(codes: Uint32Array): void {
    if (codes.length <= FEW) {
      codes.sort((one, other) => compareTexts(this.#texts.text(one), this.#texts.text(other)));
      return;
    }
    this.#catchUp();
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

  #catchUp(): void {
    const size = this.#texts.size;
    if (size === this.#seen) return;
    const plain = new Uint32Array(size - this.#seen);
    let plainCount = 0;
    const others: number[] = [];
    this.#keyStarts = grown32(this.#keyStarts, size);
    for (let code = this.#seen; code < size; code += 1) {
      if (code !== 0 && code <= UNREAD) continue;
      if (this.#writeKey(code)) {
        plain[plainCount] = code;
        plainCount += 1;
      } else others.push(code);
    }
    this.#seen = size;
    const added = plain.subarray(0, plainCount);
    sortByKeys(added, this.#keys, this.#keyStarts, (one, other) => this.#compareUnits(one, other));
    this.#plain = merge(this.#plain, added, (one, other) => this.#compareKeys(one, other));
    if (others.length > 0) {
      others.sort((one, other) => this.#compare(one, other));
      this.#others = [
        ...merge(Uint32Array.from(this.#others), Uint32Array.from(others), (one, other) => this.#compare(one, other)),
      ];
    }
    this.#inOrder = this.#insertOthers();
  }

  #writeKey(code: number): boolean {
    const text = this.#texts.text(code);
    this.#keys = grown8(this.#keys, this.#keyEnd + 3 * text.length + 3);
    const end = writeNaturalKey(text, this.#keys, this.#keyEnd);
    if (end < 0) return false;
    this.#keyStarts[code] = this.#keyEnd;
    this.#keyEnd = end;
    return true;
  }

  /** The few texts without a key, each put where the collator has it among the others. */
  #insertOthers(): Uint32Array {
    if (this.#others.length === 0) return this.#plain;
    return merge(this.#plain, Uint32Array.from(this.#others), (one, other) => this.#compare(one, other));
  }

  #compare(one: number, other: number): number {
    return compareTexts(this.#texts.text(one), this.#texts.text(other));
  }

  #compareKeys(one: number, other: number): number {
    const keys = this.#keys;
    let left = this.#keyStarts[one] ?? 0;
    let right = this.#keyStarts[other] ?? 0;
    for (; ; left += 1, right += 1) {
      const byte = keys[left] ?? 0;
      const difference = byte - (keys[right] ?? 0);
      if (difference !== 0) return difference;
      if (byte === 0) return this.#compareUnits(one, other);
    }
  }

  #compareUnits(one: number, other: number): number {
    return this.#texts.text(one) < this.#texts.text(other) ? -1 : 1;
  }
}

/** Both lists, each sorted, as one. Where one is much the shorter, its places in the longer are searched for. */
function merge(longer: Uint32Array, shorter: Uint32Array, compare: (one: number, other: number) => number): Uint32Array {
  if (longer.length < shorter.length) return merge(shorter, longer, compare);
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

/** How many of the list come before the code: found by steps that double, then by halving. */
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
