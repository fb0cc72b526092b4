import { grown32 } from "./grown.ts";

/** From here on (240.0.0.0/4, never a private address) a number is an index into the texts that are not IPv4. */
const OTHERS = 0xf0000000;

/** Private addresses of rows as numbers: IPv4 packed, anything else (IPv6 of a hybrid node) kept as text. 0: none. */
export class IpColumn {
  values: Uint32Array = new Uint32Array(64);
  readonly #others: string[] = [];

  set(row: number, text: string): void {
    this.values = grown32(this.values, row + 1);
    this.values[row] = this.#pack(text);
  }

  text(row: number): string {
    return this.unpack(this.values[row] ?? 0);
  }

  unpack(value: number): string {
    if (value === 0) return "";
    if (value >= OTHERS) return this.#others[value - OTHERS] ?? "";
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  }

  /** Tells for a packed value whether its text contains `part` (lower case). null where none can. */
  search(part: string): ((value: number) => boolean) | null {
    const others = this.#others.map((text) => text.toLowerCase().includes(part));
    const octets = octetSearch(part);
    if (octets === null && !others.includes(true)) return null;
    return (value) => {
      if (value === 0) return false;
      if (value >= OTHERS) return others[value - OTHERS] ?? false;
      return octets?.(value) ?? false;
    };
  }

  #pack(text: string): number {
    if (text === "") return 0;
    const value = parseIpv4(text);
    if (value !== undefined && value !== 0 && value < OTHERS) return value;
    const known = this.#others.indexOf(text);
    return OTHERS + (known >= 0 ? known : this.#others.push(text) - 1);
  }
}

/** The number of an IPv4 address in its canonical spelling, or undefined. */
function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1).map(Number);
  if (octets.some((octet) => octet > 255) || octets.join(".") !== text) return undefined;
  return octets.reduce((value, octet) => value * 256 + octet, 0);
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
