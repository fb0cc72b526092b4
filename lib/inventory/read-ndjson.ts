import { WireError } from "./wire-error.ts";

/**
 * The lines of a byte stream, as text, as they come. Lines end with "\n" ("\r\n" too); empty lines are skipped. Throws
 * WireError where the stream ends inside a line or its bytes are not UTF-8; what the stream itself throws goes through.
 * Leaving the loop early cancels the stream.
 */
export async function* readNdjson(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  /** Pieces of a line whose end has not come: joined once, so that a huge line is not copied with every chunk. */
  let pieces: string[] = [];
  let ended = false;
  try {
    while (!ended) {
      const { done, value } = await reader.read();
      ended = done;
      const lines = decodeChunk(decoder, value).split("\n");
      const rest = lines.pop() ?? "";
      for (const line of lines) {
        const whole = pieces.length === 0 ? line : pieces.join("") + line;
        pieces = [];
        if (whole.trim() !== "") yield whole;
      }
      if (rest !== "") pieces.push(rest);
    }
    if (pieces.length > 0) throw new WireError("the stream ended inside a line");
  } finally {
    if (!ended) await reader.cancel();
    reader.releaseLock();
  }
}

/** The text of a chunk; of no chunk, what is left at the end. Characters may be cut between chunks. */
function decodeChunk(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new WireError("the stream is not UTF-8", { cause });
  }
}
