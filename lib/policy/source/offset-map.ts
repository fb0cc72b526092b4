import type { SourceNode } from "./source-node.ts";

/**
 * A stretch of a text inside a text, from `inner` to the next piece: it begins at `outer` of the text around. `fixed`: all of
 * it stands for that one place, as a value does that was put in.
 */
export type OffsetPiece = { inner: number; outer: number; fixed: boolean };

/** Where an offset of the inner text stands in the outer one. Pieces are in order and the first begins at 0; none: the same. */
export function outerOffset(pieces: readonly OffsetPiece[], inner: number): number {
  const piece = pieces[indexAt(pieces, inner)];
  if (piece === undefined) return inner;
  return piece.fixed ? piece.outer : piece.outer + inner - piece.inner;
}

/** A text that is put together from stretches of the source and from values, with where all of it came from. */
export type MappedText = { text: string; pieces: readonly OffsetPiece[] };

/** The stretch from `from` to `to` of a text as a text of its own. */
export function sliceMapped({ text, pieces }: MappedText, from: number, to: number): MappedText {
  const at = indexAt(pieces, from);
  const later: OffsetPiece[] = [];
  for (let next = at + 1; next < pieces.length; next++) {
    const piece = pieces[next];
    if (piece === undefined || piece.inner >= to) break;
    later.push({ ...piece, inner: piece.inner - from });
  }
  const first = { inner: 0, outer: outerOffset(pieces, from), fixed: pieces[at]?.fixed ?? false };
  return { text: text.slice(from, to), pieces: [first, ...later] };
}

export function joinMapped(parts: readonly MappedText[]): MappedText {
  let length = 0;
  const pieces: OffsetPiece[] = [];
  for (const part of parts) {
    for (const piece of part.pieces) pieces.push({ ...piece, inner: piece.inner + length });
    length += part.text.length;
  }
  return { text: parts.map(({ text }) => text).join(""), pieces };
}

/** A value that was put in for what stands at `outer`. */
export function fixedText(text: string, outer: number): MappedText {
  return { text, pieces: [{ inner: 0, outer, fixed: true }] };
}

/** A value that was read from an inner text, with the places of the outer one. */
export function moveNode(node: SourceNode, pieces: readonly OffsetPiece[]): SourceNode {
  const span = { from: outerOffset(pieces, node.from), to: outerOffset(pieces, Math.max(node.from, node.to - 1)) + 1 };
  if (node.type === "list") return { ...node, ...span, items: node.items.map((item) => moveNode(item, pieces)) };
  if (node.type === "scalar") return { ...node, ...span };
  const members = node.members.map((member) => ({ ...member, ...span, value: moveNode(member.value, pieces) }));
  return { ...node, ...span, members };
}

/** Of the last piece that begins at the offset or before it; -1 where there is none. */
function indexAt(pieces: readonly OffsetPiece[], inner: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.inner ?? 0) <= inner) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}
