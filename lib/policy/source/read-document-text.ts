import { type MappedText, type OffsetPiece, outerOffset } from "./offset-map.ts";
import { type PolicyLabel, readDocument } from "./read-document.ts";
import { readJsonNodes } from "./read-json-nodes.ts";
import { addInnerReading, createReading, type Reading } from "./reading.ts";

/**
 * Reads a policy that is the text of a value: JSON, as it is or percent-encoded (RFC 3986) as IAM's API answers it. Places
 * are those of the text around it.
 */
export function readDocumentText(source: MappedText, label: PolicyLabel, reading: Reading): void {
  if (source.text.length > MAX_CHARACTERS) {
    const title = `The policy that is a text here has ${source.text.length} characters; at most ${MAX_CHARACTERS} are read.`;
    reading.problems.push({ code: "invalid-policy", title, path: "", at: outerOffset(source.pieces, 0) });
    return;
  }
  const { text, pieces } = /^\s*%(7B|5B|20|0A)/i.test(source.text) ? withoutPercents(source) : source;
  const inner = createReading();
  const read = readJsonNodes(text);
  if (read.ok) readDocument(read.node, label, inner);
  else inner.problems.push({ code: "invalid-json", title: read.fault.message, path: "", at: read.fault.offset });
  addInnerReading(reading, inner, pieces);
}

const MAX_CHARACTERS = 200_000;

/** Left as it is where it is no percent-encoded UTF-8: the reader of JSON then says what it found. */
function withoutPercents(source: MappedText): MappedText {
  const parts: string[] = [];
  const pieces: OffsetPiece[] = [{ inner: 0, outer: outerOffset(source.pieces, 0), fixed: false }];
  let length = 0;
  let at = 0;
  for (const { 0: run, index } of source.text.matchAll(/%[0-7][0-9a-f]|(%[89a-f][0-9a-f])+/gi)) {
    let decoded: string;
    try {
      decoded = decodeURIComponent(run);
    } catch {
      return source;
    }
    parts.push(source.text.slice(at, index), decoded);
    pieces.push({ inner: length + index - at, outer: outerOffset(source.pieces, index), fixed: true });
    length += index - at + decoded.length;
    at = index + run.length;
    pieces.push({ inner: length, outer: outerOffset(source.pieces, at), fixed: false });
  }
  return { text: parts.join("") + source.text.slice(at), pieces };
}
