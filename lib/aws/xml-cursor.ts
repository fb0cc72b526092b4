import "server-only";
import { HASH_START, hashNext, type SharedTexts } from "./shared-texts.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const MOST_NESTED = 64;

/** An element's name, with what makes comparing it cheap. */
export type XmlName = { bytes: Uint8Array; hash: number };

export function xmlName(text: string): XmlName {
  const bytes = Buffer.from(text, "ascii");
  return { bytes, hash: bytes.reduce(hashNext, HASH_START) };
}

/** Bytes that a name may have: letters, digits and the underscore. */
const IS_NAME = Uint8Array.from({ length: 256 }, (_, byte) => (/^\w$/.test(String.fromCharCode(byte)) ? 1 : 0));

/**
 * Walks through the UTF-8 bytes of XML element by element, without a string for anything that is not asked for. It knows
 * what AWS sends and no more: elements, text and entities. Everything else (attributes, comments, CDATA, tags that do not
 * match, what is cut off) throws SyntaxError, for a reader that knows all of XML to have a look.
 */
export class XmlCursor {
  readonly #xml: Buffer;
  #at = 0;
  /** The tag that was opened last. */
  #from = 0;
  #to = 0;
  #isEmpty = false;
  #nameHash = 0;
  /** The text that was passed last: where it ends, its hash, and whether it has entities. */
  #textEnd = 0;
  #hash = 0;
  #hasEntities = false;

  constructor(xml: Buffer) {
    this.#xml = xml;
  }

  /** Opens the next element inside the one that is open, or answers false at its end, which is left to be passed. */
  open(): boolean {
    const xml = this.#xml;
    let at = this.#at;
    let byte = xml[at];
    if (byte !== LESS) {
      // The SDK takes white space for layout where it has a line break, and for text where it has none.
      let isLayout = false;
      while (byte === 0x20 || byte === 0x0a || byte === 0x09) {
        isLayout ||= byte === 0x0a;
        at += 1;
        byte = xml[at];
      }
      if (byte !== LESS || !isLayout) throw this.#odd();
    }
    if (xml[at + 1] === SLASH) {
      this.#at = at;
      return false;
    }
    at += 1;
    this.#from = at;
    let hash = HASH_START;
    byte = xml[at] ?? 0;
    while (IS_NAME[byte] === 1) {
      hash = hashNext(hash, byte);
      at += 1;
      byte = xml[at] ?? 0;
    }
    this.#nameHash = hash;
    this.#to = at;
    this.#isEmpty = byte === SLASH;
    if (this.#isEmpty) at += 1;
    if (this.#to === this.#from || xml[at] !== GREATER) throw this.#odd();
    this.#at = at + 1;
    return true;
  }

  /** True where the element that was opened last has this name. */
  is({ bytes, hash }: XmlName): boolean {
    return this.#nameHash === hash && this.#to - this.#from === bytes.length && this.#hasBytes(bytes, this.#from);
  }

  /** Reads each element inside the one that was opened last, which has to be of this name, to its end. */
  each(name: XmlName, read: () => void): void {
    if (!this.is(name)) throw this.#odd();
    if (this.#isEmpty) return;
    while (this.open()) read();
    const end = this.#at + 2 + name.bytes.length;
    if (!this.#hasBytes(name.bytes, this.#at + 2) || this.#xml[end] !== GREATER) throw this.#odd();
    this.#at = end + 1;
  }

  /** The text of the element that was opened last. Throws where it has elements inside. */
  leaf(): string {
    const from = this.#leaf();
    const text = this.#xml.toString("utf8", from, this.#textEnd);
    return this.#hasEntities ? decodeEntities(text) : text;
  }

  /** As `leaf`, with texts that come again and again. */
  shared(texts: SharedTexts): string {
    const from = this.#leaf();
    if (this.#hasEntities) return decodeEntities(this.#xml.toString("utf8", from, this.#textEnd));
    return texts.part(this.#xml, from, this.#textEnd, this.#hash);
  }

  /** Passes over the element that was opened last. */
  skip(depth = 0): void {
    if (this.#isEmpty) return;
    if (depth > MOST_NESTED) throw this.#odd();
    const xml = this.#xml;
    const [from, to] = [this.#from, this.#to];
    for (;;) {
      let at = this.#at;
      while (xml[at] !== LESS) {
        if (at >= xml.length) throw this.#odd();
        at += 1;
      }
      this.#at = at;
      if (xml[at + 1] === SLASH) break;
      this.open();
      this.skip(depth + 1);
    }
    this.#close(from, to);
  }

  /** Throws unless the XML ends here. */
  finish(): void {
    if (this.#at !== this.#xml.length) throw this.#odd();
  }

  /** Passes the element and answers where its text begins. What XML does to line breaks is left to readers of all of it. */
  #leaf(): number {
    const xml = this.#xml;
    const from = this.#at;
    let to = from;
    let hash = HASH_START;
    let hasEntities = false;
    if (!this.#isEmpty) {
      for (let byte = xml[to] ?? 0; byte !== LESS; byte = xml[to] ?? 0) {
        if (byte < 0x20) throw this.#odd();
        if (byte === AMPERSAND) hasEntities = true;
        hash = hashNext(hash, byte);
        to += 1;
      }
      this.#at = to;
      this.#close(this.#from, this.#to);
    }
    this.#textEnd = to;
    this.#hash = hash;
    this.#hasEntities = hasEntities;
    return from;
  }

  #close(from: number, to: number): void {
    const xml = this.#xml;
    let at = this.#at;
    if (xml[at + 1] !== SLASH) throw this.#odd();
    at += 2;
    for (let name = from; name < to; name += 1, at += 1) if (xml[at] !== xml[name]) throw this.#odd();
    if (xml[at] !== GREATER) throw this.#odd();
    this.#at = at + 1;
  }

  #hasBytes(bytes: Uint8Array, from: number): boolean {
    const xml = this.#xml;
    for (let at = 0; at < bytes.length; at += 1) if (xml[from + at] !== bytes[at]) return false;
    return true;
  }

  #odd(): SyntaxError {
    return new SyntaxError(`The XML cannot be read at byte ${this.#at}.`);
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Throws SyntaxError for an entity that XML does not have by itself, and for nothing but white space with a line break in
 * it, which the SDK takes for layout however it is written.
 */
function decodeEntities(text: string): string {
  const decoded = text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));|&/g, (entity, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
    const character = name ? NAMED[name] : isCharacter(code) ? String.fromCodePoint(code) : undefined;
    if (character === undefined) throw new SyntaxError(`The XML has an entity that cannot be read: ${entity}`);
    return character;
  });
  if (decoded.includes("\n") && decoded.trim() === "") throw new SyntaxError("The XML has a line break where there is no text.");
  return decoded;
}

/** XML 1.0's characters (production 2). */
function isCharacter(code: number): boolean {
  return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code <= 0x10ffff);
}
