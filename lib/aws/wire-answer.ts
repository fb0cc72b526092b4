import "server-only";

/** An answer inside the SDK, before anybody has read its body. */
export type WireAnswer = { statusCode: number; body: unknown };

export function isWireAnswer(value: unknown): value is WireAnswer {
  return typeof value === "object" && value !== null && "statusCode" in value && "body" in value;
}

/** Chunks of the connection, in order; decoded in one go, because a character can lie across two of them. */
export async function readText(body: unknown): Promise<string> {
  if (!isByteStream(body)) throw new TypeError("The SDK handed on an answer without a stream.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}
