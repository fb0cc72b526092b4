import "server-only";
import { promisify } from "node:util";
import zlib from "node:zlib";

const deflate = promisify(zlib.deflateRaw);
const inflate = promisify(zlib.inflateRaw);

/** Ends at a byte, with more to come: so that what was compressed alone can stand anywhere in one stream. */
const FLUSHED = { finishFlush: zlib.constants.Z_SYNC_FLUSH };

/** The last block of a DEFLATE stream, an empty one (RFC 1951, 3.2.6). */
export const END_OF_DEFLATED = Uint8Array.of(0x03, 0x00);

/**
 * Whole lines of text, each with its end, that several clients are told: compressed once for all of them, off this
 * thread, and then kept compressed only. One after the other, and END_OF_DEFLATED last, they are one raw DEFLATE stream.
 */
export class SharedLines {
  #text: string | null;
  #deflated: Promise<Buffer> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  deflated(): Promise<Buffer> {
    this.#deflated ??= this.#deflate(this.#text ?? "");
    return this.#deflated;
  }

  async text(): Promise<string> {
    return this.#text ?? (await inflate(await this.deflated(), FLUSHED)).toString();
  }

  async #deflate(text: string): Promise<Buffer> {
    const bytes = await deflate(text, FLUSHED);
    this.#text = null;
    return bytes;
  }
}
