import type { HclCursor } from "./hcl-cursor.ts";
import type { HclExpression, HclStep } from "./hcl-syntax.ts";
import { parseList, parseObject } from "./parse-hcl-collection.ts";
import { parseHeredoc, parseQuoted } from "./parse-hcl-template.ts";

/** An expression. `pastLines`: inside parentheses or brackets, where the end of a line means nothing. */
export function parseExpression(cursor: HclCursor, pastLines: boolean): HclExpression {
  return cursor.nested(() => parseConditional(cursor, pastLines));
}

function parseConditional(cursor: HclCursor, pastLines: boolean): HclExpression {
  const condition = parseOperation(cursor, pastLines);
  const { from, to } = condition;
  skipAhead(cursor, pastLines, "?");
  if (!cursor.take("?")) return condition;
  cursor.skip(pastLines);
  const yes = parseExpression(cursor, pastLines);
  cursor.skip(pastLines);
  cursor.expect(":");
  cursor.skip(pastLines);
  const no = parseExpression(cursor, pastLines);
  return { type: "conditional", condition, yes, no, from, to: Math.max(to, no.to) };
}

const OPERATORS = ["==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">"];

/** Operators in a row, without their precedence: whoever works one out takes one operator only. */
function parseOperation(cursor: HclCursor, pastLines: boolean): HclExpression {
  const first = parseUnary(cursor, pastLines);
  const operands = [first];
  const operators: string[] = [];
  while (true) {
    const end = cursor.at;
    cursor.skip(pastLines);
    const operator = OPERATORS.find((sign) => cursor.take(sign));
    if (operator === undefined) {
      cursor.at = end;
      break;
    }
    operators.push(operator);
    cursor.skip(pastLines);
    operands.push(parseUnary(cursor, pastLines));
  }
  return operators.length === 0 ? first : { type: "operation", operators, operands, from: first.from, to: cursor.at };
}

function parseUnary(cursor: HclCursor, pastLines: boolean): HclExpression {
  const from = cursor.at;
  const sign = ["!", "-"].find((one) => cursor.take(one));
  if (sign === undefined) return parsePostfix(cursor);
  cursor.skip(pastLines);
  const operand = cursor.nested(() => parseUnary(cursor, pastLines));
  return { type: "operation", operators: [sign], operands: [operand], from, to: cursor.at };
}

function parsePostfix(cursor: HclCursor): HclExpression {
  const of = parsePrimary(cursor);
  const steps: HclStep[] = [];
  while (true) {
    const step = parseStep(cursor);
    if (step === undefined) break;
    steps.push(step);
  }
  if (steps.length === 0) return of;
  const { from } = of;
  return of.type === "reference" ? { ...of, steps, to: cursor.at } : { type: "access", of, steps, from, to: cursor.at };
}

function parseStep(cursor: HclCursor): HclStep | undefined {
  if (cursor.peek("...")) return undefined;
  if (cursor.take(".")) {
    if (cursor.take("*")) return { type: "splat" };
    const from = cursor.at;
    const digits = /^\d{1,9}/.exec(cursor.text.slice(from, from + 9))?.[0];
    if (digits !== undefined) {
      cursor.at += digits.length;
      return { type: "index", index: { type: "literal", value: Number(digits), from, to: cursor.at } };
    }
    const name = cursor.identifier();
    if (name === undefined) throw cursor.expected("the name of an attribute");
    return { type: "attribute", name };
  }
  if (!cursor.take("[")) return undefined;
  cursor.skip(true);
  if (cursor.take("*")) {
    cursor.skip(true);
    cursor.expect("]");
    return { type: "splat" };
  }
  const index = parseExpression(cursor, true);
  cursor.skip(true);
  cursor.expect("]");
  return { type: "index", index };
}

/** An expression without operators, and without what is taken from it. */
export function parsePrimary(cursor: HclCursor): HclExpression {
  const from = cursor.at;
  if (cursor.peek('"')) return parseQuoted(cursor);
  if (cursor.peek("<<")) return parseHeredoc(cursor);
  if (cursor.take("(")) {
    cursor.skip(true);
    const inner = parseExpression(cursor, true);
    cursor.skip(true);
    cursor.expect(")");
    return inner;
  }
  if (cursor.take("[")) return parseList(cursor, from);
  if (cursor.take("{")) return parseObject(cursor, from);
  const number = cursor.number();
  if (number !== undefined) return { type: "literal", value: number, from, to: cursor.at };
  let name = cursor.identifier();
  if (name === undefined) throw cursor.expected("a value");
  if (name === "true" || name === "false") return { type: "literal", value: name === "true", from, to: cursor.at };
  if (name === "null") return { type: "literal", value: null, from, to: cursor.at };
  while (cursor.take("::")) name += `::${cursor.identifier() ?? ""}`;
  const end = cursor.at;
  cursor.skip(false);
  if (cursor.take("(")) return parseCall(cursor, name, from);
  cursor.at = end;
  return { type: "reference", root: name, steps: [], from, to: end };
}

function parseCall(cursor: HclCursor, name: string, from: number): HclExpression {
  const args: HclExpression[] = [];
  let isSpread = false;
  cursor.skip(true);
  while (!cursor.take(")")) {
    args.push(parseExpression(cursor, true));
    cursor.skip(true);
    if (cursor.take("...")) isSpread = true;
    cursor.skip(true);
    if (!cursor.peek(")")) cursor.expect(",", '"," or ")"');
    cursor.skip(true);
  }
  return { type: "call", name, args, isSpread, from, to: cursor.at };
}

/** Past space up to a sign that goes on with an expression; back again where it is not there. */
function skipAhead(cursor: HclCursor, pastLines: boolean, sign: string): void {
  const end = cursor.at;
  cursor.skip(pastLines);
  if (!cursor.peek(sign)) cursor.at = end;
}
