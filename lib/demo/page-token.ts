import { createHmac, timingSafeEqual } from "node:crypto";

/** Where the next page begins: a row, an item within the row, and how many pages came before. */
export type PagePosition = { row: number; item: number; page: number };

/**
 * Page tokens: opaque to the client and bound to the query that they continue. A token of another query, cell or
 * operation, or one that was changed, is refused.
 */
export class PageTokens {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** `query` is any text that is the same for every page of one query and no other. */
  make(query: string, { row, item, page }: PagePosition): string {
    const position = Buffer.alloc(12);
    position.writeUInt32BE(row, 0);
    position.writeUInt32BE(item, 4);
    position.writeUInt32BE(page, 8);
    return Buffer.concat([position, this.#seal(query, position)]).toString("base64url");
  }

  /** The position, or undefined where the token is not one of this query. */
  read(query: string, token: string): PagePosition | undefined {
    const bytes = Buffer.from(token, "base64url");
    if (bytes.length !== 28 || bytes.toString("base64url") !== token) return undefined;
    const position = bytes.subarray(0, 12);
    if (!timingSafeEqual(bytes.subarray(12), this.#seal(query, position))) return undefined;
    return { row: position.readUInt32BE(0), item: position.readUInt32BE(4), page: position.readUInt32BE(8) };
  }

  #seal(query: string, position: Buffer): Buffer {
    return createHmac("sha256", this.#secret).update(position).update(query).digest().subarray(0, 16);
  }
}
