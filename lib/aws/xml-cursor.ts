import "server-only";

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const MOST_NESTED = 64;

/**
 * Walks through XML element by element, without a string for anything that is not asked for. It knows what AWS sends
 * and no more: elements, text and entities. Everything else (attributes, comments, CDATA, tags that do not match, what is
 * cut off) throws SyntaxError, for a reader that knows all of XML to have a look.
 */
export class XmlCursor {
  readonly text: string;
  #at = 0;
  /** The tag that was opened last. */
  #from = 0;
  #to = 0;
  #isEmpty = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Opens the next element inside the one that is open, or answers false at its end, which `end` then has to pass. */
  open(): boolean {
    const { text } = this;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x09) {
      at += 1;
      code = text.charCodeAt(at);
    }
    if (code !== LESS) throw this.#odd();
    if (text.charCodeAt(at + 1) === SLASH) {
      this.#at = at;
      return false;
    }
    at += 1;
    this.#from = at;
    code = text.charCodeAt(at);
    while (isNameCode(code)) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#to = at;
    this.#isEmpty = code === SLASH;
    if (this.#isEmpty) at += 1;
    if (this.#to === this.#from || text.charCodeAt(at) !== GREATER) throw this.#odd();
    this.#at = at + 1;
    return true;
  }

  /** True where the element that was opened last has this name. */
  is(name: string): boolean {
    return this.#to - this.#from === name.length && this.text.startsWith(name, this.#from);
  }

  /** Reads each element inside the one that was opened last, which has to be of this name, to its end. */
  each(name: string, read: () => void): void {
    if (this.#isEmpty) return;
    while (this.open()) read();
    this.#end(name);
  }

  /** The text of the element that was opened last. Throws where it has elements inside. */
  leaf(): string {
    const { from, to } = this.#leaf();
    return this.text.slice(from, to).includes("&") ? decodeEntities(this.text.slice(from, to)) : this.text.slice(from, to);
  }

  /** As `leaf`, with texts that come again and again. */
  shared(texts: { part(source: string, from: number, to: number): string }): string {
    const { text } = this;
    const { from, to } = this.#leaf();
    for (let at = from; at < to; at += 1) {
      if (text.charCodeAt(at) !== 0x26) continue;
      const decoded = decodeEntities(text.slice(from, to));
      return texts.part(decoded, 0, decoded.length);
    }
    return texts.part(text, from, to);
  }

  /** Passes over the element that was opened last. */
  skip(depth = 0): void {
    if (this.#isEmpty) return;
    if (depth > MOST_NESTED) throw this.#odd();
    const { text } = this;
    const [from, to] = [this.#from, this.#to];
    for (;;) {
      const next = text.indexOf("<", this.#at);
      if (next < 0) throw this.#odd();
      this.#at = next;
      if (text.charCodeAt(next + 1) === SLASH) break;
      this.open();
      this.skip(depth + 1);
    }
    this.#close(from, to);
  }

  /** Throws unless the text ends here. */
  finish(): void {
    if (this.text.slice(this.#at).trim() !== "") throw this.#odd();
  }

  #end(name: string): void {
    const { text } = this;
    if (!text.startsWith(name, this.#at + 2) || text.charCodeAt(this.#at + 2 + name.length) !== GREATER) throw this.#odd();
    this.#at += name.length + 3;
  }

  /** Where the text begins and ends. Text of nothing but space with a line break in it is left to readers of all XML. */
  #leaf(): { from: number; to: number } {
    const { text } = this;
    const from = this.#at;
    if (this.#isEmpty) return { from, to: from };
    let to = from;
    let isOdd = false;
    for (; text.charCodeAt(to) !== LESS; to += 1) {
      const code = text.charCodeAt(to);
      if (code < 0x20 || Number.isNaN(code)) isOdd = true;
      if (Number.isNaN(code)) break;
    }
    if (isOdd) throw this.#odd();
    this.#at = to;
    this.#close(this.#from, this.#to);
    return { from, to };
  }

  #close(from: number, to: number): void {
    const { text } = this;
    let at = this.#at;
    if (text.charCodeAt(at + 1) !== SLASH) throw this.#odd();
    at += 2;
    for (let name = from; name < to; name += 1, at += 1) if (text.charCodeAt(at) !== text.charCodeAt(name)) throw this.#odd();
    if (text.charCodeAt(at) !== GREATER) throw this.#odd();
    this.#at = at + 1;
  }

  #odd(): SyntaxError {
    return new SyntaxError(`The XML cannot be read at character ${this.#at}.`);
  }
}

function isNameCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Throws SyntaxError for an entity that XML does not have by itself. */
function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));|&/g, (entity, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
    const character = name ? NAMED[name] : isCharacter(code) ? String.fromCodePoint(code) : undefined;
    if (character === undefined) throw new SyntaxError(`The XML has an entity that cannot be read: ${entity}`);
    return character;
  });
}

/** XML 1.0's characters (production 2), but for those that XML reads as a line break. */
function isCharacter(code: number): boolean {
  return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code <= 0x10ffff);
}
