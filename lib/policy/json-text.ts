import { readJsonNodes } from "./source/read-json-nodes.ts";
import { toPlain } from "./source/to-plain.ts";

/** Where something stands in a text; both count from 1, columns in UTF-16 code units. */
export type TextPlace = { line: number; column: number };

export type JsonFault = { offset: number; message: string };

/** A JSON text's value; where it is none, what was expected and where. Limits and strictness are those of readJsonNodes. */
export function readJson(text: string): { ok: true; value: unknown } | { ok: false; fault: JsonFault } {
  const read = readJsonNodes(text);
  return read.ok ? { ok: true, value: toPlain(read.node) } : read;
}

/** The line and column of an offset. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
