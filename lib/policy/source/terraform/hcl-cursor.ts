import { nameCharacter } from "../character-name.ts";

/** A place in an HCL text that cannot be read on. */
export class HclError extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const MAX_DEPTH = 48;

/** Walks through an HCL text: space, comments, names and signs. Throws HclError with what was expected. */
export class HclCursor {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Past spaces and comments; past the ends of lines too where they mean nothing. */
  skip(pastLines: boolean): void {
    while (this.at < this.text.length) {
      const here = this.text[this.at];
      if (here === " " || here === "\t" || here === "\r" || here === "\uFEFF" || (pastLines && here === "\n")) this.at++;
      else if (here === "#" || this.text.startsWith("//", this.at)) this.#skipLine();
      else if (this.text.startsWith("/*", this.at)) this.#skipBlockComment();
      else return;
    }
  }

  peek(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  take(sign: string): boolean {
    if (!this.peek(sign)) return false;
    this.at += sign.length;
    return true;
  }

  expect(sign: string, instead = JSON.stringify(sign)): void {
    if (!this.take(sign)) throw this.expected(instead);
  }

  /** A name of letters, digits, `_` and `-`; undefined where none begins here. */
  identifier(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    const name = IDENTIFIER.exec(this.text)?.[0];
    if (name !== undefined) this.at += name.length;
    return name;
  }

  number(): number | undefined {
    NUMBER.lastIndex = this.at;
    const written = NUMBER.exec(this.text)?.[0];
    if (written === undefined) return undefined;
    this.at += written.length;
    return Number(written);
  }

  /** Runs a part that nests; too deep is refused before the stack is. */
  nested<T>(read: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw new HclError(this.at, `Nested more than ${MAX_DEPTH} deep.`);
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  expected(what: string): HclError {
    return new HclError(this.at, `Expected ${what}, found ${nameCharacter(this.text, this.at)}.`);
  }

  #skipLine(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  #skipBlockComment(): void {
    const end = this.text.indexOf("*/", this.at + 2);
    if (end < 0) throw new HclError(this.at, "The comment that begins here has no end.");
    this.at = end + 2;
  }
}

const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
