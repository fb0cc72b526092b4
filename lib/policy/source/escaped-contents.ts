import type { OffsetPiece } from "./offset-map.ts";

/** How the characters of a string in double quotes with backslash escapes stand in the text, of JSON, YAML or HCL. */
export function escapedContents(text: string, from: number, to: number): readonly OffsetPiece[] {
  const pieces: OffsetPiece[] = [{ inner: 0, outer: from + 1, fixed: false }];
  let inner = 0;
  let at = from + 1;
  while (at < to - 1) {
    if (text[at] !== "\\") {
      at++;
      inner++;
      continue;
    }
    const digits = LENGTHS[text[at + 1] ?? ""] ?? 0;
    const isPair = digits === 8 && Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff;
    pieces.push({ inner, outer: at, fixed: true });
    at += 2 + digits;
    inner += isPair ? 2 : 1;
    pieces.push({ inner, outer: at, fixed: false });
  }
  return pieces;
}

/** Hexadecimal digits after the letter of an escape; the others have none. */
const LENGTHS: Readonly<Record<string, number | undefined>> = { x: 2, u: 4, U: 8 };
