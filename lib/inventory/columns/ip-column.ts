import type { AddressValues } from "./column-values.ts";
import { grown32 } from "./grown.ts";

/** From here on (240.0.0.0/4, never a private address) a number is an index into the texts that are not IPv4. */
export const FIRST_OTHER_ADDRESS = 0xf0000000;

/** Private addresses of rows as numbers: IPv4 packed, anything else (IPv6 of a hybrid node) kept as text. 0: none. */
export class IpColumn {
  values: Uint32Array = new Uint32Array(64);
  readonly #others: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Makes room for rows 0 to rows - 1. */
  reserve(rows: number): void {
    this.values = grown32(this.values, rows);
  }

  /** Sets rows that there is room for; an address that is not IPv4 is an index into the texts that come with them. */
  write(rows: Uint32Array, { texts, codes }: AddressValues): void {
    const others = texts.map((text) => this.#pack(text));
    for (let at = 0; at < rows.length; at += 1) {
      const code = codes[at] ?? 0;
      this.values[rows[at] ?? 0] = code < FIRST_OTHER_ADDRESS ? code : (others[code - FIRST_OTHER_ADDRESS] ?? 0);
    }
  }

  text(row: number): string {
    return this.unpack(this.values[row] ?? 0);
  }

  unpack(value: number): string {
    if (value === 0) return "";
    if (value >= FIRST_OTHER_ADDRESS) return this.#others[value - FIRST_OTHER_ADDRESS] ?? "";
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  }

  /** Per row a number that sorts as the addresses do: IPv4 by value, then the other texts by their code units; 0 for none. */
  order(rows: number): Uint32Array {
    if (this.#others.length === 0) return this.values;
    const ranks = new Map(this.#others.toSorted().map((text, rank) => [text, FIRST_OTHER_ADDRESS + rank]));
    return this.values
      .slice(0, rows)
      .map((value) => (value < FIRST_OTHER_ADDRESS ? value : (ranks.get(this.unpack(value)) ?? value)));
  }

  /** Tells for a packed value whether its text contains `part` (lower case). null where none can. */
  search(part: string): ((value: number) => boolean) | null {
    const others = this.#others.map((text) => text.toLowerCase().includes(part));
    const octets = octetSearch(part);
    if (octets === null && !others.includes(true)) return null;
    return (value) => {
      if (value === 0) return false;
      if (value >= FIRST_OTHER_ADDRESS) return others[value - FIRST_OTHER_ADDRESS] ?? false;
      return octets?.(value) ?? false;
    };
  }

  #pack(text: string): number {
    const value = packIpv4(text);
    if (value !== undefined) return value;
    const known = this.#numbers.get(text) ?? FIRST_OTHER_ADDRESS + this.#others.length;
    if (known === FIRST_OTHER_ADDRESS + this.#others.length) {
      this.#others.push(text);
      this.#numbers.set(text, known);
    }
    return known;
  }
}

/** The number of a text that is empty (0) or a private IPv4 address; undefined for any other. */
export function packIpv4(text: string): number | undefined {
  if (text === "") return 0;
  const value = parseIpv4(text);
  return value === 0 || value === undefined || value >= FIRST_OTHER_ADDRESS ? undefined : value;
}

/** The number of an IPv4 address in its canonical spelling, or undefined. */
function parseIpv4(text: string): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && octet === 0) return undefined;
      octet = octet * 10 + digit;
      digits += 1;
      if (octet > 255) return undefined;
    } else if (text.charCodeAt(at) === 0x2e && digits > 0) {
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else return undefined;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

/** The part cut at its dots: its first piece ends an octet, its last begins one, those between are whole octets. */
function octetSearch(part: string): ((value: number) => boolean) | null {
  if (!/^[\d.]+$/.test(part)) return null;
  const pieces = part.split(".");
  if (pieces.length > 4) return null;
  const last = pieces.length - 1;
  const tables = pieces.map((piece, at) =>
    Uint8Array.from({ length: 256 }, (_, octet) => {
      const text = String(octet);
      if (last === 0) return text.includes(piece) ? 1 : 0;
      if (at === 0) return text.endsWith(piece) ? 1 : 0;
      return (at === last ? text.startsWith(piece) : text === piece) ? 1 : 0;
    }),
  );
  return (value) => {
    for (let from = 0; from + last < 4; from += 1) {
      let at = 0;
      while (at <= last && tables[at]?.[(value >>> (24 - 8 * (from + at))) & 255] === 1) at += 1;
      if (at > last) return true;
    }
    return false;
  };
}
