import type { MappedText, OffsetPiece } from "../offset-map.ts";
import { type HclCursor, HclError } from "./hcl-cursor.ts";
import type { HclExpression, HclPart } from "./hcl-syntax.ts";
import { parseExpression } from "./parse-hcl-expression.ts";

type Template = HclExpression & { type: "template" };

/** A text in double quotes, with escapes, `${…}` and `%{…}`. The cursor is at the opening quote. */
export function parseQuoted(cursor: HclCursor): Template {
  const from = cursor.at;
  cursor.expect('"');
  const parts = parseParts(cursor, (writer) => {
    if (cursor.peek('"')) return true;
    if (cursor.at >= cursor.text.length || cursor.peek("\n"))
      throw new HclError(from, "The text that begins here has no closing quote on its line.");
    if (cursor.peek("\\")) takeEscape(cursor, writer);
    return false;
  });
  cursor.expect('"');
  return { type: "template", parts, isHeredoc: false, from, to: cursor.at };
}

/** A heredoc (`<<NAME`, `<<-NAME`), up to the line that is its name alone. The indentation that `<<-` takes away is kept. */
export function parseHeredoc(cursor: HclCursor): Template {
  const from = cursor.at;
  cursor.expect("<<");
  cursor.take("-");
  const marker = cursor.identifier();
  if (marker === undefined) throw cursor.expected("the heredoc's name");
  cursor.take("\r");
  cursor.expect("\n", "the end of the line after the heredoc's name");
  let lineStart = -1;
  const parts = parseParts(cursor, () => {
    if (cursor.at >= cursor.text.length)
      throw new HclError(from, `The heredoc that begins here has no line with ${marker} alone.`);
    if (cursor.at === lineStart || cursor.text[cursor.at - 1] !== "\n") return false;
    lineStart = cursor.at;
    const end = cursor.text.indexOf("\n", cursor.at);
    return cursor.text.slice(cursor.at, end < 0 ? cursor.text.length : end).trim() === marker;
  });
  cursor.at = cursor.text.indexOf(marker, cursor.at) + marker.length;
  return { type: "template", parts, isHeredoc: true, from, to: cursor.at };
}

type Writer = { write: (text: string, from: number, isEscape: boolean) => void; finish: () => MappedText | null };

function parseParts(cursor: HclCursor, isEnd: (writer: Writer) => boolean): readonly HclPart[] {
  const parts: HclPart[] = [];
  let writer = createWriter();
  const flush = () => {
    const text = writer.finish();
    if (text) parts.push(text);
    writer = createWriter();
  };
  while (true) {
    const before = cursor.at;
    if (isEnd(writer)) break;
    if (cursor.at > before) continue;
    if (cursor.take("$${")) writer.write("${", before, true);
    else if (cursor.take("%%{")) writer.write("%{", before, true);
    else if (cursor.peek("${") || cursor.peek("%{")) {
      flush();
      parts.push(cursor.nested(() => parseSequence(cursor)));
    } else {
      PLAIN.lastIndex = before + 1;
      cursor.at += 1 + (cursor.text[before] === "\n" ? 0 : (PLAIN.exec(cursor.text)?.[0].length ?? 0));
      writer.write(cursor.text.slice(before, cursor.at), before, false);
    }
  }
  flush();
  return parts;
}

/** What neither ends a text nor begins anything in it, nor a line. */
const PLAIN = /[^"\\$%\n]*/y;

/** What is between `${` and `}`, or a directive between `%{` and `}`, which is kept as such and never worked out. */
function parseSequence(cursor: HclCursor): HclPart {
  const from = cursor.at;
  const isDirective = cursor.peek("%{");
  cursor.at += 2;
  const isTrimmed = cursor.take("~");
  cursor.skip(true);
  const expressions: HclExpression[] = [];
  if (isDirective) {
    const keyword = /^(if|else|endif|for|endfor)\b/.exec(cursor.text.slice(cursor.at, cursor.at + 7))?.[0];
    if (keyword === undefined) throw cursor.expected("if, else, endif, for or endfor");
    cursor.at += keyword.length;
    cursor.skip(true);
    if (keyword === "for") skipForNames(cursor);
    if (keyword === "if" || keyword === "for") expressions.push(parseExpression(cursor, true));
  } else expressions.push(parseExpression(cursor, true));
  cursor.skip(true);
  const endsTrimmed = cursor.take("~");
  if (/^:[A-Za-z]/.test(cursor.text.slice(cursor.at, cursor.at + 2)))
    throw new HclError(
      from,
      "Between the braces Terraform expects an expression of its own; an IAM variable is written with two dollar signs.",
    );
  cursor.expect("}", '"}" of the interpolation');
  const [expression] = expressions;
  // A tilde takes away the space around, in another part.
  if (isDirective || isTrimmed || endsTrimmed || expression === undefined)
    return { type: "directive", parts: expressions, from, to: cursor.at };
  return expression;
}

/** `name in` or `key, name in`. */
export function skipForNames(cursor: HclCursor): readonly string[] {
  const names: string[] = [];
  do {
    cursor.skip(true);
    const name = cursor.identifier();
    if (name === undefined) throw cursor.expected("a name");
    names.push(name);
    cursor.skip(true);
  } while (cursor.take(","));
  if (cursor.identifier() !== "in") throw cursor.expected("in");
  cursor.skip(true);
  return names;
}

function takeEscape(cursor: HclCursor, writer: Writer): void {
  const from = cursor.at;
  const escaped = /^\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))/.exec(
    cursor.text.slice(from, from + 10),
  );
  if (escaped === null) throw new HclError(from, `The escape ${cursor.text.slice(from, from + 2)} is not one of HCL's.`);
  const [all, letter, short, long] = escaped;
  cursor.at += all.length;
  const text =
    letter === undefined ? String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16)) : (LETTERS[letter] ?? letter);
  writer.write(text, from, true);
}

const LETTERS: Readonly<Record<string, string | undefined>> = { n: "\n", r: "\r", t: "\t" };

function createWriter(): Writer {
  const texts: string[] = [];
  const pieces: OffsetPiece[] = [];
  let length = 0;
  let isSteady = false;
  return {
    write(text, from, isEscape) {
      if (isEscape || !isSteady) pieces.push({ inner: length, outer: from, fixed: isEscape });
      isSteady = !isEscape;
      texts.push(text);
      length += text.length;
    },
    finish: () => (length === 0 ? null : { text: texts.join(""), pieces }),
  };
}
