import "server-only";
import type { WireLine } from "../wire.ts";
import type { EstateSweep } from "./estate-sweep.ts";
import { type BlockSizes, ReplayBlocks } from "./replay-blocks.ts";
import { SharedLines } from "./shared-lines.ts";

export type Estate = Pick<EstateSweep, "snapshot" | "subscribe">;

/** What happened in a moment, and where the snapshot stood after it. */
export type Moment = { lines: SharedLines; snapshot: string; version: number; rowCount: number; ended: boolean };

/** What happens within this time is told together: it compresses better, and a browser draws no more often than that. */
const MOMENT_MS = 50;

/** What all clients of one estate share: the changes as they come, and the rows for those who come later. */
export class LiveLines {
  readonly blocks: ReplayBlocks;
  readonly #estate: Estate;
  readonly #listeners = new Set<(moment: Moment) => void>();
  #unsubscribe: (() => void) | undefined;
  #pending: WireLine[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAtMs = 0;

  constructor(estate: Estate, sizes?: BlockSizes) {
    this.#estate = estate;
    this.blocks = new ReplayBlocks(estate.snapshot, sizes);
  }

  /** Calls back with all that happens from now on. The answer ends that. */
  subscribe(listener: (moment: Moment) => void): () => void {
    // What is still to be told is in the snapshot already, which the newcomer has.
    this.#tell();
    this.#unsubscribe ??= this.#estate.subscribe((line) => this.#hear(line));
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
      this.#forget();
    };
  }

  #hear(line: WireLine): void {
    this.#pending.push(line);
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, this.#toldAtMs + MOMENT_MS - Date.now()));
  }

  #tell(): void {
    const lines = this.#pending;
    this.#forget();
    if (lines.length === 0) return;
    this.#toldAtMs = Date.now();
    const { id, version, rowCount } = this.#estate.snapshot;
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const ended = lines.some((line) => line.t === "done");
    const moment = { lines: new SharedLines(text), snapshot: id, version, rowCount, ended };
    for (const listener of this.#listeners) listener(moment);
    if (ended) void this.blocks.prepare();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = [];
  }
}

const MADE = new WeakMap<Estate, LiveLines>();

/** The estate's own: one for all of its clients. */
export function liveLines(estate: Estate): LiveLines {
  const lines = MADE.get(estate) ?? new LiveLines(estate);
  MADE.set(estate, lines);
  return lines;
}
