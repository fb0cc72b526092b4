/** A stream of pseudo-random numbers (sfc32): the same seeds give the same stream on every machine. */
export type Random = {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** A whole number from 0 to limit - 1. */
  below(limit: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items, each as likely as the next. Throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** One of the items by its weight. Throws where no weight is above zero. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** A number between the two, as likely in every order of magnitude. Both above zero. */
  logBetween(low: number, high: number): number;
};

/** The stream that belongs to these seeds; streams of different seeds have nothing in common. */
export function createRandom(...seeds: readonly number[]): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  for (const seed of seeds) {
    a = mix32(a ^ (seed | 0));
    b = mix32(b ^ Math.floor(seed / 2 ** 32) ^ a);
    c = mix32(c ^ b);
  }

  function uint32(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  function below(limit: number): number {
    return Math.floor((uint32() / 2 ** 32) * limit);
  }
  for (let round = 0; round < 12; round++) uint32();

  return {
    uint32,
    below,
    chance: (probability) => uint32() < probability * 2 ** 32,
    pick: (items) => pickAt(items, below(items.length)),
    weighted(items) {
      let left = (uint32() / 2 ** 32) * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        if (left < weight) return item;
        left -= weight;
      }
      throw new RangeError("There is nothing to choose from.");
    },
    logBetween: (low, high) => low * (high / low) ** (uint32() / 2 ** 32),
  };
}

/** The item at `number`, counted round and round. Throws on an empty list. */
export function pickAt<T>(items: readonly T[], number: number): T {
  const item = items[number % items.length];
  if (item === undefined) throw new RangeError("There is nothing to choose from.");
  return item;
}

/** Scatters 32 bits over 32 bits, one to one (the finalizer of MurmurHash3, public domain). */
export function mix32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const HEX16: readonly string[] = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, "0"));

/** Hex digits that belong to these numbers: the tail of a made-up AWS identifier. Up to 32 digits. */
export function hexDigits(length: number, ...numbers: readonly number[]): string {
  let digits = "";
  for (let word = 1; digits.length < length; word++) {
    let value = word;
    for (const number of numbers) value = mix32(value ^ number) + 0x9e3779b9;
    digits += hex32(mix32(value));
  }
  return digits.slice(0, length);
}

/** Eight hex digits; padStart takes five times as long, and a page of instances has thousands of these. */
export function hex32(value: number): string {
  return `${HEX16[value >>> 16] ?? ""}${HEX16[value & 0xffff] ?? ""}`;
}
