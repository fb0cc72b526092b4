import type { Problem } from "#lib/domain/problem.ts";
import { readNdjson } from "#lib/inventory/read-ndjson.ts";
import { DEFLATED_LINES, type WireLine } from "#lib/inventory/wire.ts";
import { WireError } from "#lib/inventory/wire-error.ts";
import { Breath } from "./breath.ts";
import { readProblem } from "./read-problem.ts";

/** How a stream of the inventory came to its end. It has none of its own: whoever follows it expects it to go on. */
export type FollowEnd = { end: "aborted" } | { end: "signed-out" } | { end: "cut"; problem: Problem };

export type FollowOptions = {
  signal: AbortSignal;
  /**
   * Called for each line in turn, the next one when the answer is fulfilled. A WireError from it ends the stream as `cut`:
   * the line could not be used.
   */
  onLine: (line: WireLine) => void | Promise<void>;
  /** Called between two lines, again as long as it says true: does a few milliseconds of work ahead of need. */
  ahead?: () => boolean;
};

export type Follow = (options: FollowOptions) => Promise<FollowEnd>;

/** Follows `GET /api/instances?follow=1` until it ends, one way or another. */
export async function followInstances({ signal, onLine, ahead = () => false }: FollowOptions): Promise<FollowEnd> {
  try {
    const response = await fetch("/api/instances?follow=1&encoding=deflate-raw", {
      signal,
      cache: "no-store",
      headers: { accept: DEFLATED_LINES },
    });
    if (response.status === 401) return { end: "signed-out" };
    if (!response.ok || response.body === null) return { end: "cut", problem: await readProblem(response) };
    const breath = new Breath();
    for await (const line of readNdjson(plain(response.body, response.headers.get("content-type")))) {
      await onLine(JSON.parse(line));
      do await breath.taken();
      while (ahead());
    }
    return { end: "cut", problem: CLOSED };
  } catch (error) {
    if (signal.aborted) return { end: "aborted" };
    return {
      end: "cut",
      problem: {
        ...(error instanceof WireError ? UNREADABLE : LOST),
        detail: error instanceof Error ? error.message : String(error),
      },
    };
  }
}

/** The text's bytes: inflated where the answer says that it is deflated, and not left as it is by whatever is between. */
function plain(body: ReadableStream<Uint8Array<ArrayBuffer>>, type: string | null): ReadableStream<Uint8Array> {
  return type === DEFLATED_LINES ? body.pipeThrough(new DecompressionStream("deflate-raw")) : body;
}

const CLOSED: Problem = {
  code: "stream-closed",
  title: "The dashboard's server ended the connection.",
  remedy: "It is opened again by itself. If that goes on, look at the server's output.",
};

const LOST: Problem = {
  code: "stream-lost",
  title: "The connection to the dashboard's server was lost.",
  remedy: "Look whether the server is still running; the page connects again by itself.",
};

const UNREADABLE: Problem = {
  code: "stream-unreadable",
  title: "The dashboard's server sent something that this page cannot read.",
  remedy: "Reload the page: it may be older than the server.",
};
