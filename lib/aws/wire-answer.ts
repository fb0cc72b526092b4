import "server-only";

/** An answer inside the SDK, before anybody has read its body. */
export type WireAnswer = { statusCode: number; body: unknown };

export function isWireAnswer(value: unknown): value is WireAnswer {
  return typeof value === "object" && value !== null && "statusCode" in value && "body" in value;
}

/** The whole body. Throws TypeError for one that is no stream of bytes. */
export async function readBytes(body: unknown): Promise<Buffer> {
  if (!isByteStream(body)) throw new TypeError("The SDK handed on an answer without a stream.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const [only] = chunks;
  return chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks);
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}
