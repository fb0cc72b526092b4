import { HclCursor, HclError } from "./hcl-cursor.ts";
import type { HclAttribute, HclBlock, HclBody, HclExpression } from "./hcl-syntax.ts";
import { parseExpression } from "./parse-hcl-expression.ts";
import { parseQuoted } from "./parse-hcl-template.ts";

const MAX_CHARACTERS = 250_000;

export type ParsedHcl<T> = { ok: true; parsed: T } | { ok: false; offset: number; message: string };

/** A file of HCL: attributes and blocks. */
export function parseHcl(text: string): ParsedHcl<HclBody> {
  return guarded(text, (cursor) => parseBody(cursor, false));
}

/** An expression that stands alone, as the value of an attribute does. */
export function parseLoneExpression(text: string): ParsedHcl<HclExpression> {
  return guarded(text, (cursor) => {
    cursor.skip(true);
    const expression = parseExpression(cursor, true);
    cursor.skip(true);
    if (cursor.at < text.length) throw cursor.expected("the end of the text");
    return expression;
  });
}

function guarded<T>(text: string, parse: (cursor: HclCursor) => T): ParsedHcl<T> {
  if (text.length > MAX_CHARACTERS) {
    const message = `The text has ${text.length} characters; at most ${MAX_CHARACTERS} of Terraform are read.`;
    return { ok: false, offset: 0, message };
  }
  try {
    return { ok: true, parsed: parse(new HclCursor(text)) };
  } catch (error) {
    if (error instanceof HclError) return { ok: false, offset: error.offset, message: error.message };
    throw error;
  }
}

function parseBody(cursor: HclCursor, isBlock: boolean): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  const names = new Set<string>();
  const from = cursor.at;
  while (true) {
    cursor.skip(true);
    if (isBlock ? cursor.peek("}") : cursor.at === cursor.text.length) return { from, to: cursor.at, attributes, blocks };
    const start = cursor.at;
    const name = cursor.identifier();
    if (name === undefined) throw cursor.expected(isBlock ? 'a name or "}"' : "a name");
    const to = cursor.at;
    cursor.skip(false);
    if (cursor.peek("=") && !cursor.peek("==")) {
      cursor.take("=");
      cursor.skip(false);
      if (names.has(name)) throw new HclError(start, `${name} is there twice in one block.`);
      names.add(name);
      attributes.push({ name, from: start, to, value: parseExpression(cursor, false) });
    } else blocks.push(parseBlock(cursor, name, start));
    cursor.skip(false);
    if (cursor.at < cursor.text.length && !cursor.peek("\n") && !(isBlock && cursor.peek("}")))
      throw cursor.expected("a new line");
  }
}

function parseBlock(cursor: HclCursor, type: string, from: number): HclBlock {
  const labels: string[] = [];
  while (!cursor.peek("{")) {
    const label = cursor.peek('"') ? quotedLabel(cursor) : cursor.identifier();
    if (label === undefined) throw cursor.expected(labels.length === 0 ? '"=" or "{"' : 'a label or "{"');
    labels.push(label);
    cursor.skip(false);
  }
  cursor.take("{");
  const body = cursor.nested(() => parseBody(cursor, true));
  cursor.expect("}");
  return { type, labels, body, from, to: cursor.at };
}

function quotedLabel(cursor: HclCursor): string {
  const at = cursor.at;
  const { parts } = parseQuoted(cursor);
  const [part, more] = parts;
  if (more !== undefined || (part !== undefined && !("text" in part))) throw new HclError(at, "A label is a plain text.");
  return part?.text ?? "";
}
