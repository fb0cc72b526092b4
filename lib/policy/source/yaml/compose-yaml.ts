import { Composer, type Document, Lexer, type ParsedNode, Parser } from "yaml";
import { nameCharacter } from "../character-name.ts";

export type YamlFault = { offset: number; message: string };

export type ComposedYaml = { documents: readonly Document.Parsed<ParsedNode>[]; faults: readonly YamlFault[] };

/** A template that is typed by people has some thousands; with more of it, reading would take longer than a keystroke may. */
const MAX_CHARACTERS = 200_000;
const MAX_PIECES = 20_000;
const MAX_NESTED = 64;
const MAX_DOCUMENTS = 50;
const MAX_BROKEN = 20;

/** YAML 1.2 as the documents of the library, or what is wrong with it and where. Refuses what would take long to read. */
export function composeYaml(text: string): ComposedYaml {
  const documents: Document.Parsed<ParsedNode>[] = [];
  const refuse = (offset: number, message: string) => ({ documents, faults: [{ offset, message }] });
  if (text.length > MAX_CHARACTERS)
    return refuse(0, `The text has ${text.length} characters; at most ${MAX_CHARACTERS} of YAML are read.`);
  const compact = COMPACT_NESTING.exec(text);
  if (compact) return refuse(compact.index, `Nested more than ${MAX_NESTED} deep.`);
  const parser = new Parser();
  const composer = new Composer({ version: "1.2", schema: "core", prettyErrors: false, logLevel: "silent", uniqueKeys: false });
  let offset = 0;
  let pieces = 0;
  let nested = 0;
  let broken = 0;
  for (const lexeme of new Lexer().lex(text)) {
    pieces++;
    if (lexeme === "[" || lexeme === "{") nested++;
    if (lexeme === "]" || lexeme === "}") nested--;
    if (pieces > MAX_PIECES) return refuse(offset, `Here the text has ${MAX_PIECES} values and signs, and more are not read.`);
    if (nested > MAX_NESTED) return refuse(offset, `Nested more than ${MAX_NESTED} deep.`);
    if (nested < 0) return refuse(offset, `"${lexeme}" closes nothing that is open here.`);
    const badEscape = lexeme.startsWith('"') ? findBadEscape(lexeme) : -1;
    if (badEscape >= 0) {
      const message = `In a string in double quotes the escape ${lexeme.slice(badEscape, badEscape + 2)} is not allowed.`;
      return refuse(offset + badEscape, message);
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") broken++;
      documents.push(...composer.next(token));
    }
    if (documents.length > MAX_DOCUMENTS) return refuse(offset, `At most ${MAX_DOCUMENTS} documents are read from one text.`);
    if (broken > MAX_BROKEN) break;
    if (!SIGNS.has(lexeme)) offset += lexeme.length;
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  const errors = [...composer.streamInfo().errors, ...documents.flatMap((document) => document.errors)];
  const faults = errors.slice(0, MAX_BROKEN).map(({ code, message, pos }) => ({
    offset: pos[0],
    message: `${MESSAGES[code] ?? `${message}.`}${foundAt(text, pos[0])}`,
  }));
  return { documents, faults };
}

const COMPACT_NESTING = new RegExp(`^[ \\t]*([-?:][ \\t]+){${MAX_NESTED}}`, "m");

/** Lexemes of the library that stand for no characters: start of a document, unexpected end of flow, a scalar follows. */
const SIGNS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

function findBadEscape(lexeme: string): number {
  const plain = lexeme.replace(
    /\\(?:[0abtnvfre "/\\N_LP\t\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})/g,
    (one) => " ".repeat(one.length),
  );
  return plain.indexOf("\\");
}

const ONE_LINE =
  "A key and its value stand on one line, or the value indented below the key; here the lines do not fit together.";

const MESSAGES: Readonly<Record<string, string | undefined>> = {
  BLOCK_AS_IMPLICIT_KEY: ONE_LINE,
  MULTILINE_IMPLICIT_KEY: ONE_LINE,
  TAB_AS_INDENT: "YAML is indented with spaces; here is a tab.",
  BAD_INDENT: "The indentation here fits nothing above it.",
  BAD_SCALAR_START: "A text that begins with this character needs quotes.",
};

/** Names a character that may be why, where it is not a plain one. */
function foundAt(text: string, offset: number): string {
  return /^[^ -~\s]/u.test(text.slice(offset, offset + 2)) ? ` Found ${nameCharacter(text, offset)}.` : "";
}
