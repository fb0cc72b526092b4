import "server-only";
import { hash } from "node:crypto";

type Source = string | ArrayBuffer | ArrayBufferView;

/** SHA-256's block (FIPS 180-4), which HMAC pads its key to (RFC 2104). */
const BLOCK = 64;

/**
 * SHA-256, or with a secret HMAC-SHA-256, for the SDK's signer: it makes a dozen of them for a request, of a line or two
 * each, and Node's own HMAC objects cost twenty times what hashing so little in one go does.
 */
export class Sha256 {
  readonly #inner: Uint8Array | null;
  readonly #outer: Uint8Array | null;
  #parts: Uint8Array[] = [];

  constructor(secret?: Source) {
    const key = secret === undefined ? null : keyBlock(toBytes(secret));
    this.#inner = key?.map((byte) => byte ^ 0x36) ?? null;
    this.#outer = key?.map((byte) => byte ^ 0x5c) ?? null;
  }

  update(data: Source): void {
    this.#parts.push(toBytes(data));
  }

  /** Of all that came so far; more may come. */
  async digest(): Promise<Uint8Array> {
    if (this.#inner === null || this.#outer === null) return sha256(this.#parts);
    return sha256([this.#outer, sha256([this.#inner, ...this.#parts])]);
  }

  reset(): void {
    this.#parts = [];
  }
}

function keyBlock(secret: Uint8Array): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.set(secret.length > BLOCK ? sha256([secret]) : secret);
  return block;
}

function sha256(parts: readonly Uint8Array[]): Buffer {
  const [only] = parts;
  return hash("sha256", parts.length === 1 && only ? only : Buffer.concat(parts), "buffer");
}

function toBytes(data: Source): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}
