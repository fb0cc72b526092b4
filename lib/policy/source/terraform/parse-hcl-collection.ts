import type { HclCursor } from "./hcl-cursor.ts";
import type { HclExpression, HclMember } from "./hcl-syntax.ts";
import { parseExpression, parsePrimary } from "./parse-hcl-expression.ts";
import { skipForNames } from "./parse-hcl-template.ts";

/** A list, or a for expression that makes one; the cursor is behind the bracket at `from`. */
export function parseList(cursor: HclCursor, from: number): HclExpression {
  cursor.skip(true);
  if (isFor(cursor)) return parseFor(cursor, "]", from);
  const items: HclExpression[] = [];
  while (!cursor.take("]")) {
    items.push(parseExpression(cursor, true));
    cursor.skip(true);
    if (!cursor.peek("]")) cursor.expect(",", '"," or "]"');
    cursor.skip(true);
  }
  return { type: "list", items, from, to: cursor.at };
}

/** An object, or a for expression that makes one; the cursor is behind the brace at `from`. */
export function parseObject(cursor: HclCursor, from: number): HclExpression {
  cursor.skip(true);
  if (isFor(cursor)) return parseFor(cursor, "}", from);
  const members: HclMember[] = [];
  while (!cursor.take("}")) {
    const start = cursor.at;
    const key = parseKey(cursor);
    const to = cursor.at;
    cursor.skip(false);
    if (!cursor.take("=") && !cursor.take(":")) throw cursor.expected('"=" or ":" after the name');
    cursor.skip(true);
    members.push({ key, value: parseExpression(cursor, false), from: start, to });
    cursor.skip(false);
    if (!cursor.take(",") && !cursor.peek("\n") && !cursor.peek("}")) throw cursor.expected('a new line, "," or "}"');
    cursor.skip(true);
  }
  return { type: "object", members, from, to: cursor.at };
}

function parseKey(cursor: HclCursor): string | HclExpression {
  if (cursor.peek('"') || cursor.peek("(")) return parsePrimary(cursor);
  const name = cursor.identifier() ?? cursor.number()?.toString();
  if (name === undefined) throw cursor.expected('a name or "}"');
  return name;
}

/** `for` is a name like any other where no second name follows it. */
function isFor(cursor: HclCursor): boolean {
  return /^for\s+[A-Za-z_]/.test(cursor.text.slice(cursor.at, cursor.at + 200));
}

function parseFor(cursor: HclCursor, end: "]" | "}", from: number): HclExpression {
  cursor.identifier();
  skipForNames(cursor);
  const parts: HclExpression[] = [];
  const part = () => {
    cursor.skip(true);
    parts.push(parseExpression(cursor, true));
    cursor.skip(true);
  };
  part();
  cursor.expect(":");
  part();
  if (end === "}" && cursor.take("=>")) part();
  if (cursor.take("...")) cursor.skip(true);
  if (cursor.peek("if")) {
    cursor.identifier();
    part();
  }
  cursor.expect(end);
  return { type: "for", parts, from, to: cursor.at };
}
