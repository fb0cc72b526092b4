import "server-only";
import type { WireLine } from "../wire.ts";
import { pickColumns } from "./encode-columns.ts";
import type { EstateSweep } from "./estate-sweep.ts";

export type LineFeedOptions = {
  /** Goes on after the sweep's end, until it is closed. */
  follow: boolean;
  /** Closes the feed: the client went away. */
  signal: AbortSignal;
};

type Estate = Pick<EstateSweep, "snapshot" | "subscribe">;

/** Rows per line of the replay: some 100 KB, a few milliseconds of work. */
const REPLAY_ROWS = 500;
/** A client this many lines behind is told everything anew instead of every change. */
const MOST_BEHIND = 4_000;

/**
 * The lines of the estate for one client: first what is known, then every change as it comes, each made when the client
 * asks for it. Rows that the replay has yet to send are left out of the changes, because the replay sends them as they
 * are by then. Without `follow` it ends with the sweep, at once where none is running.
 */
export class LineFeed implements AsyncIterableIterator<WireLine, undefined> {
  readonly #estate: Estate;
  readonly #follow: boolean;
  readonly #unsubscribe: () => void;
  /** Changes since the client was opened that the replay does not cover. */
  #changes: WireLine[] = [];
  /** Next row of the replay, and its end; null before the `open` line. */
  #replay: { next: number; end: number } | null = null;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(estate: Estate, { follow, signal }: LineFeedOptions) {
    this.#estate = estate;
    this.#follow = follow;
    this.#unsubscribe = estate.subscribe((line) => this.#hear(line));
    signal.addEventListener("abort", () => this.#close(), { once: true });
    if (signal.aborted) this.#close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<WireLine, undefined>> {
    for (;;) {
      if (this.#closed) return { done: true, value: undefined };
      const line = this.#take();
      if (line) return { done: false, value: line };
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  async return(): Promise<IteratorResult<WireLine, undefined>> {
    this.#close();
    return { done: true, value: undefined };
  }

  #take(): WireLine | undefined {
    const { snapshot } = this.#estate;
    if (this.#replay === null) {
      this.#replay = { next: 0, end: snapshot.rowCount };
      // Where nothing is being read, the end that the client waits for was before its time.
      this.#changes = snapshot.sweeping || snapshot.asOf === null ? [] : [{ t: "done", asOf: snapshot.asOf }];
      return snapshot.openLine();
    }
    const { next, end } = this.#replay;
    if (next < end) {
      const line = snapshot.encodeRows(next, Math.min(REPLAY_ROWS, end - next));
      this.#replay.next += line.n;
      return line;
    }
    const line = this.#changes.shift();
    if (line?.t === "done" && !this.#follow) this.#close();
    return line;
  }

  #hear(line: WireLine): void {
    if (this.#replay === null) return;
    if (line.t === "open" || this.#changes.length >= MOST_BEHIND) {
      this.#replay = null;
      this.#changes = [];
    } else {
      const { next, end } = this.#replay;
      const news = next < end ? withoutRows(line, (row) => row >= next && row < end) : line;
      if (news) this.#changes.push(news);
    }
    this.#wake?.();
  }

  #close(): void {
    this.#closed = true;
    this.#changes = [];
    this.#unsubscribe();
    this.#wake?.();
  }
}

/** The line without some of its rows, or null where nothing is left of it. */
function withoutRows(line: WireLine, isLeftOut: (row: number) => boolean): WireLine | null {
  if (line.t !== "set" && line.t !== "gone") return line;
  const kept = line.rows.flatMap((row, at) => (isLeftOut(row) ? [] : [{ row, at }]));
  if (kept.length === line.rows.length) return line;
  if (kept.length === 0) return null;
  const rows = kept.map(({ row }) => row);
  if (line.t === "gone") return { t: "gone", rows };
  return {
    t: "set",
    rows,
    cols: pickColumns(
      line.cols,
      kept.map(({ at }) => at),
    ),
  };
}
