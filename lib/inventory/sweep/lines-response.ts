import "server-only";
import { DEFLATED_LINES } from "../wire.ts";
import { END_OF_DEFLATED, type SharedLines } from "./shared-lines.ts";

type Feed = AsyncIterator<SharedLines, undefined>;

/** Lines as plain NDJSON, as they come. Stops taking them when the client is gone. */
export function linesResponse(feed: Feed): Response {
  const encoder = new TextEncoder();
  const bytes = bytesOf(feed, async (lines) => encoder.encode(await lines.text()));
  return new Response(bytes, { headers: { "Content-Type": "application/x-ndjson" } });
}

/** The same lines as one raw DEFLATE stream, of pieces that are compressed once for all clients. */
export function deflatedLinesResponse(feed: Feed): Response {
  const bytes = bytesOf(feed, (lines) => lines.deflated(), END_OF_DEFLATED);
  return new Response(bytes, { headers: { "Content-Type": DEFLATED_LINES } });
}

function bytesOf(feed: Feed, encode: (lines: SharedLines) => Promise<Uint8Array>, end?: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await feed.next();
      if (!done) {
        controller.enqueue(await encode(value));
        return;
      }
      if (end !== undefined) controller.enqueue(end);
      controller.close();
    },
    async cancel() {
      await feed.return?.();
    },
  });
}
