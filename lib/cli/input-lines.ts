/** A line of input; `text` is null where it is not UTF-8 or longer than `MOST_BYTES`. */
export type InputLine = { number: number; text: string | null };

const NEWLINE = 0x0a;
const MOST_BYTES = 1_000_000;

/**
 * The lines of a byte stream, in batches as they come; the last one needs no line end. Split at "\n" alone, because JSON
 * may hold other separators raw.
 */
export async function* inputLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly InputLine[]> {
  let number = 0;
  let pieces: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.byteLength;
    // Of a line that is refused anyway nothing is kept.
    if (length <= MOST_BYTES) pieces.push(piece);
  };
  const take = (): InputLine => {
    number += 1;
    const text = length > MOST_BYTES ? null : decode(pieces.length === 1 ? (pieces[0] ?? EMPTY) : Buffer.concat(pieces));
    pieces = [];
    length = 0;
    return { number, text };
  };
  for await (const chunk of stream) {
    const lines: InputLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      lines.push(take());
      from = end + 1;
    }
    if (from < chunk.byteLength) add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [take()];
}

const EMPTY = new Uint8Array();
const decoder = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
