import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNdjson } from "./read-ndjson.ts";
import { WireError } from "./wire-error.ts";

const encoder = new TextEncoder();

/** The bytes, cut at the places given. */
function streamOf(bytes: Uint8Array, cuts: readonly number[] = []): ReadableStream<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  return new ReadableStream({
    start(controller) {
      for (let at = 1; at < places.length; at += 1) controller.enqueue(bytes.slice(places[at - 1], places[at]));
      controller.close();
    },
  });
}

async function linesOf(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  return Array.fromAsync(readNdjson(stream));
}

describe("readNdjson", () => {
  it("gives the same lines wherever the bytes are cut", async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
      fc.constantFrom("é", "名前", "👩‍🚀", "\n"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value), fc.array(fc.nat(500)), async (values, cuts) => {
        const lines = values.map((text) => JSON.stringify(text));
        const bytes = encoder.encode(lines.map((line) => `${line}\n`).join(""));
        expect(await linesOf(streamOf(bytes, cuts))).toEqual(lines);
      }),
    );
  });

  it("joins a line of many chunks", async () => {
    const line = JSON.stringify("x".repeat(2_000_000));
    const cuts = Array.from({ length: 500 }, (_, at) => at * 4000);
    expect(await linesOf(streamOf(encoder.encode(`${line}\n1\n`), cuts))).toEqual([line, "1"]);
  });

  it.each([
    ["no bytes", "", []],
    ["empty lines", "\n\n1\n\n", ["1"]],
    ["Windows line ends", "1\r\n\r\n2\r\n", ["1\r", "2\r"]],
  ])("reads %s", async (_what, text, lines) => {
    expect(await linesOf(streamOf(encoder.encode(text)))).toEqual(lines);
  });

  it("gives the whole lines and then says that the last one was cut", async () => {
    const lines: string[] = [];
    const reading = (async () => {
      for await (const line of readNdjson(streamOf(encoder.encode('{"t":1}\n{"t":')))) lines.push(line);
    })();
    await expect(reading).rejects.toThrow(WireError);
    expect(lines).toEqual(['{"t":1}']);
  });

  it.each([
    ["bytes that are not UTF-8", Uint8Array.of(0x22, 0xff, 0x22, 0x0a)],
    ["a character that is cut off", Uint8Array.of(0x31, 0x0a, 0xe2, 0x82)],
  ])("refuses %s", async (_what, bytes) => {
    await expect(linesOf(streamOf(bytes))).rejects.toThrow(WireError);
  });

  it("lets an error of the stream through", async () => {
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new TypeError("network error"));
      },
    });
    await expect(linesOf(failing)).rejects.toThrow(TypeError);
  });

  it("cancels the stream when its reader leaves early", async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(encoder.encode("1\n"));
      },
      cancel() {
        cancelled = true;
      },
    });
    for await (const line of readNdjson(endless)) if (line === "1") break;
    expect(cancelled).toBe(true);
    expect(endless.locked).toBe(false);
  });
});
