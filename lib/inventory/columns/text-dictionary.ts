/** The row has no value: the node does not carry the tag. */
export const ABSENT = 1;
/** The row's value is not known: its tags were not read. */
export const UNREAD = 2;

/**
 * Every text of a snapshot, once. A code is a text's number, in order of arrival. Code 0 is the empty text; ABSENT and
 * UNREAD stand for the lack of a text, so that columns of codes can say so; `find` and `intern` never answer them.
 */
export class TextDictionary {
  readonly #codes = new Map<string, number>([["", 0]]);
  readonly #texts: string[] = ["", "", ""];
  /** Equal strings are shared with #texts: engines give an already lower-case string back as it is. */
  readonly #lower: string[] = ["", "", ""];

  /** Codes in use: 0 to size - 1. */
  get size(): number {
    return this.#texts.length;
  }

  /** The text's code, a new one where it is new. */
  intern(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(text, code);
    this.#texts.push(text);
    this.#lower.push(text.toLowerCase());
    return code;
  }

  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  text(code: number): string {
    return this.#texts[code] ?? "";
  }

  /** The text in lower case, for searches without regard to case. */
  lower(code: number): string {
    return this.#lower[code] ?? "";
  }
}
