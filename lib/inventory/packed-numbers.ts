import type { Numbers } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/** Fewer numbers than this travel as a list, which one can read. */
const PACKED_FROM = 32;
const MAX_UINT32 = 2 ** 32 - 1;

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODE_OF_DIGIT = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const NO_DIGIT = 64;
/** By character code; characters that are no digits have NO_DIGIT. */
const DIGIT_OF_CODE = new Uint8Array(128).fill(NO_DIGIT).map((none, code) => {
  const digit = DIGITS.indexOf(String.fromCharCode(code));
  return digit < 0 ? none : digit;
});

/**
 * Numbers (0 to 2^32 - 1) as they travel: the number that all of them are, a list of few, or packed. Packed is a digit,
 * how many bytes a number has, then base64 without padding of all their lowest bytes, then all their next ones, and so on:
 * bytes that are alike stand together, so that they compress well. An `n` before the digit: of numbers that mostly are the
 * next new one, how far below the next new one each is.
 */
export function packNumbers(values: ArrayLike<number>): Numbers {
  const { length } = values;
  const first = values[0];
  let all = 0;
  let same = true;
  let next = 0;
  let fresh = 0;
  for (let at = 0; at < length; at += 1) {
    const value = values[at] ?? 0;
    all |= value;
    same &&= value === first;
    if (value === next) {
      fresh += 1;
      next += 1;
    } else if (value > next) fresh = Number.NEGATIVE_INFINITY;
  }
  if (same && first !== undefined) return first;
  if (length < PACKED_FROM) return Array.from(values);
  const width = Math.ceil((32 - Math.clz32(all)) / 8);
  return fresh * 8 > length ? `n${packText(belowNext(values), width)}` : packText(values, width);
}

function packText(values: ArrayLike<number>, width: number): string {
  const { length } = values;
  const bytes = new Uint8Array(length * width);
  for (let plane = 0; plane < width; plane += 1) {
    for (let at = 0; at < length; at += 1) bytes[plane * length + at] = (values[at] ?? 0) >>> (8 * plane);
  }
  return width + toBase64(bytes);
}

/** Numbers of which each is at most one more than any before it: 0 where it is that, else how far below. */
function belowNext(values: ArrayLike<number>): Uint32Array {
  let next = 0;
  const below = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    below[at] = next - value;
    if (value === next) next += 1;
  }
  return below;
}

/** What belowNext was made from; false where a number is below 0. */
function undoBelowNext(values: Uint32Array): boolean {
  let next = 0;
  for (let at = 0; at < values.length; at += 1) {
    const below = values[at] ?? 0;
    if (below > next) return false;
    values[at] = next - below;
    if (below === 0) next += 1;
  }
  return true;
}

/** The `count` numbers of a column. Throws WireError for anything else, naming the column. */
export function unpackNumbers(column: unknown, count: number, name: string): Uint32Array {
  if (typeof column === "string") return unpackText(column, count, name);
  if (typeof column === "number") return new Uint32Array(count).fill(checked(column, name));
  if (!Array.isArray(column)) throw new WireError(`${name} is not a column of numbers`);
  if (column.length !== count) throw new WireError(`${name} has ${column.length} values for ${count} rows`);
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) values[at] = checked(column[at], name);
  return values;
}

function checked(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > MAX_UINT32)
    throw new WireError(`${name}: ${value}`);
  return value;
}

function unpackText(text: string, count: number, name: string): Uint32Array {
  const isBelowNext = text.startsWith("n");
  const from = isBelowNext ? 1 : 0;
  const width = text.charCodeAt(from) - 0x30;
  if (!(width >= 1 && width <= 4)) throw new WireError(`${name}: packed as ${text.slice(0, 2)}`);
  const bytes = fromBase64(text, from + 1, width * count);
  if (bytes === undefined) throw new WireError(`${name}: not ${count} packed numbers`);
  const values = new Uint32Array(count);
  values.set(bytes.subarray(0, count));
  for (let plane = 1; plane < width; plane += 1) {
    const begin = plane * count;
    const shift = 8 * plane;
    for (let at = 0; at < count; at += 1) values[at] = (values[at] ?? 0) | ((bytes[begin + at] ?? 0) << shift);
  }
  if (isBelowNext && !undoBelowNext(values)) throw new WireError(`${name}: a number below 0`);
  return values;
}

const ASCII = new TextDecoder();

function toBase64(bytes: Uint8Array): string {
  const { length } = bytes;
  const text = new Uint8Array(Math.ceil((length * 4) / 3));
  let to = 0;
  for (let at = 0; at < length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    // Writes past the end, where the last bytes are no three, are dropped by the array.
    text[to] = CODE_OF_DIGIT[bits >>> 18] ?? 0;
    text[to + 1] = CODE_OF_DIGIT[(bits >>> 12) & 63] ?? 0;
    text[to + 2] = CODE_OF_DIGIT[(bits >>> 6) & 63] ?? 0;
    text[to + 3] = CODE_OF_DIGIT[bits & 63] ?? 0;
    to += 4;
  }
  return ASCII.decode(text);
}

/** The bytes that the text from `from` on spells; undefined unless they are `length` bytes and it spells nothing else. */
function fromBase64(text: string, from: number, length: number): Uint8Array | undefined {
  if (text.length - from !== Math.ceil((length * 4) / 3)) return undefined;
  return NATIVE === undefined ? decodeBase64(text, from, length) : decodeNatively(NATIVE, text.slice(from), length);
}

/** The browser's own decoder (ES2026), several times as fast on code that has just been loaded; absent from Node 24. */
const NATIVE: ((text: string) => Uint8Array) | undefined = Reflect.get(Uint8Array, "fromBase64")?.bind(Uint8Array);

function decodeNatively(decode: (text: string) => Uint8Array, text: string, length: number): Uint8Array | undefined {
  try {
    const bytes = decode(text);
    // White space and padding are passed over: then there are fewer.
    return bytes.length === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function decodeBase64(text: string, from: number, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  let wrong = 0;
  let to = 0;
  for (let at = from; at < text.length; at += 4) {
    const one = digitAt(text, at);
    const two = digitAt(text, at + 1);
    const three = at + 2 < text.length ? digitAt(text, at + 2) : 0;
    const four = at + 3 < text.length ? digitAt(text, at + 3) : 0;
    wrong |= one | two | three | four;
    const bits = (one << 18) | (two << 12) | (three << 6) | four;
    bytes[to] = bits >>> 16;
    bytes[to + 1] = bits >>> 8;
    bytes[to + 2] = bits;
    to += 3;
  }
  return wrong < NO_DIGIT ? bytes : undefined;
}

function digitAt(text: string, at: number): number {
  return DIGIT_OF_CODE[text.charCodeAt(at)] ?? NO_DIGIT;
}
