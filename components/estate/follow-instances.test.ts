import { afterEach, expect, test, vi } from "vitest";
import { deflatedLinesResponse, linesResponse } from "#lib/inventory/sweep/lines-response.ts";
import { SharedLines } from "#lib/inventory/sweep/shared-lines.ts";
import type { WireLine } from "#lib/inventory/wire.ts";
import { WireError } from "#lib/inventory/wire-error.ts";
import { followInstances } from "./follow-instances.ts";

const LINES: readonly WireLine[] = Array.from({ length: 40 }, (_, at) => ({ t: "done", asOf: String(at) }));

async function* pieces(): AsyncGenerator<SharedLines, undefined> {
  for (const line of LINES) yield new SharedLines(`${JSON.stringify(line)}\n`);
  return undefined;
}

async function follow(answer: Response, onLine: (line: WireLine) => void = () => undefined) {
  vi.stubGlobal("fetch", async () => answer);
  return followInstances({ signal: new AbortController().signal, onLine });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ["plain", linesResponse],
  ["deflated", deflatedLinesResponse],
] as const)("gives every line of an answer in turn: %s", async (_way, respond) => {
  const lines: WireLine[] = [];
  const end = await follow(respond(pieces()), (line) => lines.push(line));
  expect(lines).toEqual(LINES);
  expect(end).toMatchObject({ end: "cut", problem: { code: "stream-closed" } });
});

test("says of deflated bytes that end early, and of lines that cannot be used, that the stream was cut", async () => {
  const whole = new Uint8Array(await deflatedLinesResponse(pieces()).arrayBuffer());
  const { headers } = deflatedLinesResponse(pieces());
  const cut = await follow(new Response(whole.slice(0, whole.length - 2), { headers }));
  expect(cut).toMatchObject({ end: "cut", problem: { code: "stream-lost" } });
  const unusable = await follow(linesResponse(pieces()), () => {
    throw new WireError("no such row");
  });
  expect(unusable).toMatchObject({ end: "cut", problem: { code: "stream-unreadable", detail: "no such row" } });
});

test("does work ahead of need between the lines, as long as there is some", async () => {
  const done: string[] = [];
  let left = 3;
  vi.stubGlobal("fetch", async () => linesResponse(pieces()));
  await followInstances({
    signal: new AbortController().signal,
    onLine: () => {
      done.push("line");
    },
    ahead: () => {
      done.push("ahead");
      left -= 1;
      return left > 0;
    },
  });
  expect(done.slice(0, 6)).toEqual(["line", "ahead", "ahead", "ahead", "line", "ahead"]);
  expect(done.filter((what) => what === "line")).toHaveLength(LINES.length);
});
