import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { deflatedLinesResponse, linesResponse } from "./lines-response.ts";
import { SharedLines } from "./shared-lines.ts";

const TEXTS = ['{"t":"open"}\n', `{"t":"rows","many":"${"x".repeat(5_000)}"}\n{"t":"cell"}\n`, '{"t":"done"}\n'];

const WAYS = [
  ["plain", linesResponse],
  ["deflated", deflatedLinesResponse],
] as const;

function piecesOf(all: readonly SharedLines[]): AsyncGenerator<SharedLines, undefined> {
  return (async function* () {
    yield* all;
    return undefined;
  })();
}

async function inflated(response: Response): Promise<string> {
  return new Response(response.body?.pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

describe("lines as a response", () => {
  it("are the text of all pieces, plain, and as one raw DEFLATE stream to its end", async () => {
    const shared = TEXTS.map((text) => new SharedLines(text));
    expect(await linesResponse(piecesOf(shared)).text()).toBe(TEXTS.join(""));
    const deflated = Buffer.from(await deflatedLinesResponse(piecesOf(shared)).arrayBuffer());
    expect(zlib.inflateRawSync(deflated).toString()).toBe(TEXTS.join(""));
    // Again, and plain again, from what is kept.
    expect(await inflated(deflatedLinesResponse(piecesOf(shared)))).toBe(TEXTS.join(""));
    expect(await linesResponse(piecesOf(shared)).text()).toBe(TEXTS.join(""));
  });

  it.each(WAYS)("are sent piece by piece, each readable before the next one is there: %s", async (way, respond) => {
    const next = Promise.withResolvers<void>();
    async function* waiting(): AsyncGenerator<SharedLines, undefined> {
      yield new SharedLines("first\n");
      await next.promise;
      return undefined;
    }
    const { body } = respond(waiting());
    const readable = way === "plain" ? body : body?.pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = readable?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe("first\n");
    next.resolve();
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  it.each(WAYS)("are no longer taken when the client is gone: %s", async (_way, respond) => {
    let stopped = false;
    async function* endless(): AsyncGenerator<SharedLines, undefined> {
      try {
        for (;;) yield new SharedLines("more\n");
      } finally {
        stopped = true;
      }
    }
    const reader = respond(endless()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => stopped).toBe(true);
  });
});
