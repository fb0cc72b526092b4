/** A JSON value as its keys are written in HCL; `undefined` members are left out, as JSON.stringify does. */
export type HclInput = string | number | boolean | null | readonly HclInput[] | { readonly [key: string]: HclInput | undefined };

/**
 * A JSON value as an HCL expression, laid out as `terraform fmt` leaves it: indented by 2, a trailing comma in lists, and
 * the equals signs of neighbouring one-line members in one column. `indent` is that of the line it begins on.
 * Evaluates to the same value: `${` and `%{` are text here, so they are written `$${` and `%%{`.
 */
export function hclValue(value: HclInput, indent = ""): string {
  if (typeof value === "string") return hclString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${hclValue(item, inner)},\n`);
    return items.length === 0 ? "[]" : `[\n${items.join("")}${indent}]`;
  }
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [{ key: hclKey(key), text: hclValue(member, inner) }],
  );
  return members.length === 0 ? "{}" : `{\n${hclMembers(members, inner)}${indent}}`;
}

/** A text as a quoted HCL string without templates. */
export function hclString(text: string): string {
  const escaped = text
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replace(/[\n\r\t]/g, (character) => SHORT_ESCAPES[character] ?? character)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
    .replace(/[\0-\x1f\x7f-\x9f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[$%](?=\{)/g, (character) => character + character);
  return `"${escaped}"`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Words that begin another expression where HCL reads them as a key. */
const KEYWORDS = new Set(["for", "if", "in", "null", "true", "false", "else", "endif", "endfor"]);

function hclKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && !KEYWORDS.has(key) ? key : hclString(key);
}

/**
 * fmt aligns a run of lines that each hold a whole `key = value`; a value that goes on over lines ends the run and is
 * not part of it (hclwrite, format.go).
 */
function hclMembers(members: readonly { key: string; text: string }[], indent: string): string {
  const isOneLine = members.map(({ text }) => !text.includes("\n"));
  return members
    .map(({ key, text }, at) => {
      if (!isOneLine[at]) return `${indent}${key} = ${text}\n`;
      const from = isOneLine.lastIndexOf(false, at) + 1;
      const end = isOneLine.indexOf(false, at);
      const run = members.slice(from, end < 0 ? members.length : end);
      const width = Math.max(...run.map((member) => columns(member.key)));
      return `${indent}${key}${" ".repeat(width - columns(key))} = ${text}\n`;
    })
    .join("");
}

/** fmt counts what a reader sees as one character. */
function columns(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : [...new Intl.Segmenter("en").segment(text)].length;
}

function isList(value: object): value is readonly HclInput[] {
  return Array.isArray(value);
}
