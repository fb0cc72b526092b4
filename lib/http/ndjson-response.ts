import "server-only";

/** Values as `application/x-ndjson`, one line each, as they come. Stops taking them when the client is gone. */
export function ndjsonResponse(values: AsyncIterable<unknown>): Response {
  const iterator = values[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(lines, { headers: { "Content-Type": "application/x-ndjson" } });
}
