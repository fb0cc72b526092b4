import type { JsonFault } from "../json-text.ts";
import { nameCharacter } from "./character-name.ts";
import type { SourceMember, SourceNode } from "./source-node.ts";

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 32;
const MAX_VALUES = 50_000;

/** `node`: the value; of several, a list of them. */
export type JsonNodes = { ok: true; node: SourceNode } | { ok: false; fault: JsonFault };

/**
 * Strict JSON (RFC 8259) as values with their places, and a refusal of members that are there twice, of which JSON.parse
 * silently keeps the last. At most a million characters, 50,000 values, 32 deep. `sequence`: takes also several objects one after another,
 * with or without a comma between, as they come from a page or from several calls; otherwise exactly one value.
 */
export function readJsonNodes(text: string, sequence = false): JsonNodes {
  if (text.length > MAX_CHARACTERS)
    return {
      ok: false,
      fault: {
        offset: 0,
        message: `The text has ${text.length} characters; at most ${MAX_CHARACTERS} are read, and a policy has some thousands.`,
      },
    };
  try {
    return { ok: true, node: new JsonReader(text).read(sequence) };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, fault: { offset: error.offset, message: error.message } };
    throw error;
  }
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
  #at = 0;
  #left = MAX_VALUES;

  constructor(text: string) {
    this.#text = text;
  }

  read(sequence: boolean): SourceNode {
    // A byte order mark comes with files saved by some Windows editors.
    if (this.#text.startsWith("\uFEFF")) this.#at = 1;
    const first = this.#value(0);
    const items = [first];
    this.#space();
    while (sequence && first.type === "map" && (this.#text[this.#at] === "," || this.#text[this.#at] === "{")) {
      const afterComma = this.#text[this.#at] === ",";
      if (afterComma) this.#at++;
      this.#space();
      if (afterComma && this.#text[this.#at] !== "{") throw this.#expected('"{" after the comma');
      items.push(this.#value(0));
      this.#space();
    }
    if (this.#at < this.#text.length) throw this.#expected("the end of the text");
    return items.length === 1 ? first : { type: "list", items, from: first.from, to: items.at(-1)?.to ?? first.to };
  }

  #value(depth: number): SourceNode {
    this.#space();
    if (depth > MAX_DEPTH) throw new JsonError(this.#at, `Nested more than ${MAX_DEPTH} deep.`);
    this.#left--;
    if (this.#left < 0) throw new JsonError(this.#at, `Here the text has ${MAX_VALUES} values, and more are not read.`);
    const from = this.#at;
    const first = this.#text[from];
    if (first === "{") {
      const members = this.#object(depth);
      return { type: "map", members, from, to: this.#at };
    }
    if (first === "[") {
      const items: SourceNode[] = [];
      this.#list("]", "a value", () => items.push(this.#value(depth + 1)));
      return { type: "list", items, from, to: this.#at };
    }
    const value = first === '"' ? this.#string() : this.#scalar();
    return { type: "scalar", value, from, to: this.#at };
  }

  #object(depth: number): readonly SourceMember[] {
    const members: SourceMember[] = [];
    const names = new Set<string>();
    this.#list("}", "a member name in double quotes", () => {
      const from = this.#at;
      if (this.#text[from] !== '"') throw this.#expected("a member name in double quotes");
      const name = this.#string();
      const to = this.#at;
      if (names.has(name)) throw new JsonError(from, `${JSON.stringify(name)} is there twice in one object.`);
      names.add(name);
      this.#space();
      if (this.#text[this.#at] !== ":") throw this.#expected('":"');
      this.#at++;
      members.push({ name, from, to, value: this.#value(depth + 1) });
    });
    return members;
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
    try {
      return String(JSON.parse(this.#text.slice(start, this.#at)));
    } catch {
      throw this.#stringFault(start);
    }
  }

  #stringFault(start: number): JsonError {
    const raw = this.#text.slice(start, this.#at);
    const withoutEscapes = raw.replace(/\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/g, (one) => " ".repeat(one.length));
    const fault = Math.max(0, withoutEscapes.search(/\\|[^ -\u{10ffff}]/u));
    const found = raw[fault] === "\\" ? `the escape ${raw.slice(fault, fault + 2)}` : nameCharacter(raw, fault);
    return new JsonError(start + fault, `In a JSON string ${found} is not allowed.`);
  }

  #scalar(): number | boolean | null {
    const start = this.#at;
    while (/[\w.+-]/.test(this.#text[this.#at] ?? "")) this.#at++;
    if (this.#at === start) throw this.#expected("a value");
    const token = this.#text.slice(start, this.#at);
    try {
      // A token of letters, digits and signs: JSON has nothing but literals and numbers for it.
      return JSON.parse(token) as number | boolean | null;
    } catch {
      throw new JsonError(start, `${token} is not a JSON value; text needs double quotes.`);
    }
  }

  #space(): void {
    while (" \t\r\n".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #expected(what: string): JsonError {
    const comment = /^(\/\/|\/\*|#)/.test(this.#text.slice(this.#at, this.#at + 2)) ? " JSON has no comments." : "";
    return new JsonError(this.#at, `Expected ${what}, found ${nameCharacter(this.#text, this.#at)}.${comment}`);
  }
}
