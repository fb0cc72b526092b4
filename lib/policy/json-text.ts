/** Where something stands in a text; both count from 1, columns in UTF-16 code units. */
export type TextPlace = { line: number; column: number };

/** A value with the places of its parts, by path (`Statement[0].Effect`; "" is the whole). */
export type ReadJson = { value: unknown; places: ReadonlyMap<string, number> };

export type JsonFault = { offset: number; message: string };

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 32;

/**
 * Strict JSON (RFC 8259), with what JSON.parse does not give: the place of every value and of every fault, and a refusal
 * of members that are there twice, of which JSON.parse silently keeps the last. At most a million characters, 32 deep.
 */
export function readJson(text: string): { ok: true; json: ReadJson } | { ok: false; fault: JsonFault } {
  if (text.length > MAX_CHARACTERS)
    return {
      ok: false,
      fault: { offset: 0, message: `The text has ${text.length} characters; a policy has at most some thousands.` },
    };
  const reader = new JsonReader(text);
  try {
    return { ok: true, json: reader.read() };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, fault: { offset: error.offset, message: error.message } };
    throw error;
  }
}

/** The line and column of an offset. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

class JsonError extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

class JsonReader {
  readonly #text: string;
  readonly #places = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ReadJson {
    // A byte order mark comes with files saved by some Windows editors.
    if (this.#text.startsWith("\uFEFF")) this.#at = 1;
    const value = this.#value("", 0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#expected("the end of the text");
    return { value, places: this.#places };
  }

  #value(path: string, depth: number): unknown {
    this.#space();
    if (depth > MAX_DEPTH) throw new JsonError(this.#at, `Nested more than ${MAX_DEPTH} deep.`);
    this.#places.set(path, this.#at);
    const first = this.#text[this.#at];
    if (first === "{") return this.#object(path, depth);
    if (first === "[") return this.#array(path, depth);
    if (first === '"') return this.#string();
    return this.#scalar();
  }

  #object(path: string, depth: number): Readonly<Record<string, unknown>> {
    const members = new Map<string, unknown>();
    this.#list("}", "a member name in double quotes", () => {
      const offset = this.#at;
      if (this.#text[offset] !== '"') throw this.#expected("a member name in double quotes");
      const name = this.#string();
      if (members.has(name)) throw new JsonError(offset, `${JSON.stringify(name)} is there twice in one object.`);
      this.#space();
      if (this.#text[this.#at] !== ":") throw this.#expected('":"');
      this.#at++;
      members.set(name, this.#value(path === "" ? name : `${path}.${name}`, depth + 1));
    });
    // Own properties whatever their names are: `__proto__` in a pasted text stays a member.
    return Object.fromEntries(members);
  }

  #array(path: string, depth: number): readonly unknown[] {
    const items: unknown[] = [];
    this.#list("]", "a value", () => items.push(this.#value(`${path}[${items.length}]`, depth + 1)));
    return items;
  }

  #list(end: "}" | "]", item: string, readItem: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    while (true) {
      this.#space();
      if (this.#text[this.#at] === end) throw this.#expected(`${item} after the comma`);
      readItem();
      this.#space();
      const next = this.#text[this.#at];
      if (next !== "," && next !== end) throw this.#expected(`"," or "${end}"`);
      this.#at++;
      if (next === end) return;
    }
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"' && this.#text[end] !== "\n")
      end += this.#text[end] === "\\" ? 2 : 1;
    if (this.#text[end] !== '"') throw new JsonError(start, "The string that begins here has no closing quote on its line.");
    this.#at = end + 1;
    return String(this.#parse(start, this.#at, "The string has a character or an escape that JSON does not allow."));
  }

  #scalar(): unknown {
    const start = this.#at;
    while (/[\w.+-]/.test(this.#text[this.#at] ?? "")) this.#at++;
    if (this.#at === start) throw this.#expected("a value");
    return this.#parse(start, this.#at, `${this.#text.slice(start, this.#at)} is not a JSON value; text needs double quotes.`);
  }

  #parse(start: number, end: number, fault: string): unknown {
    try {
      return JSON.parse(this.#text.slice(start, end));
    } catch {
      throw new JsonError(start, fault);
    }
  }

  #space(): void {
    while (" \t\r\n".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #expected(what: string): JsonError {
    const found = this.#text[this.#at];
    return new JsonError(
      this.#at,
      `Expected ${what}, found ${found === undefined ? "the end of the text" : JSON.stringify(found)}.`,
    );
  }
}
