import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Snapshot } from "../../lib/inventory/snapshot.ts";
import { LineFeed } from "../../lib/inventory/sweep/line-feed.ts";
import { deflatedLinesResponse } from "../../lib/inventory/sweep/lines-response.ts";

/** Serves a snapshot's lines as the product's route does, and holds the stream open. Answers with its address. */
export async function serveLines(snapshot: Snapshot): Promise<{ url: string; close(): void }> {
  const estate = { snapshot, subscribe: () => () => undefined };
  const server = createServer(async (_request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const feed = new LineFeed(estate, { follow: true, signal: gone.signal });
    const answer = deflatedLinesResponse(feed);
    response.writeHead(200, Object.fromEntries(answer.headers));
    if (answer.body === null) throw new Error("no lines");
    // Ends with an error where the browser goes away first, as it does.
    await pipeline(Readable.fromWeb(answer.body as import("node:stream/web").ReadableStream), response).catch(() => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
