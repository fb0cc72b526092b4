import { escapedContents } from "../escaped-contents.ts";
import type { OffsetPiece } from "../offset-map.ts";
import type { SourceScalar } from "../source-node.ts";

/**
 * How the characters of a YAML scalar's value stand in the text: exact in literal blocks (`|`) and on one line; of other
 * scalars only where they begin.
 */
export function yamlContents(text: string, { value, from, to }: SourceScalar): readonly OffsetPiece[] {
  const written = text.slice(from, to);
  const fixed = [{ inner: 0, outer: from, fixed: true }];
  if (typeof value !== "string") return fixed;
  if (written.startsWith("|")) return blockContents(text, value, from) ?? fixed;
  if (written.includes("\n")) return fixed;
  if (written.startsWith('"')) return escapedContents(text, from, to);
  return written === value ? [{ inner: 0, outer: from, fixed: false }] : fixed;
}

function blockContents(text: string, value: string, from: number): readonly OffsetPiece[] | null {
  const pieces: OffsetPiece[] = [];
  let inner = 0;
  let outer = text.indexOf("\n", from) + 1;
  for (const line of value.split("\n")) {
    const end = text.indexOf("\n", outer);
    const written = text.slice(outer, end < 0 ? text.length : end).replace(/\r$/, "");
    if (!written.endsWith(line) && line !== "") return null;
    pieces.push({ inner, outer: outer + Math.max(0, written.length - line.length), fixed: false });
    inner += line.length + 1;
    outer = end < 0 ? text.length : end + 1;
  }
  return pieces;
}
