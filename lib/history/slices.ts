import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";

/** How long the event loop is held at a stretch: pages and sweeps come first. */
const SLICE_MS = 10;

/** Cuts long work into slices: ask `isOver` often, and `rest` where it says so. */
export class Slices {
  #endsMs = performance.now() + SLICE_MS;

  /** An arrow function, to be handed on. */
  readonly isOver = (): boolean => performance.now() >= this.#endsMs;

  /** Lets everybody else have a turn. */
  async rest(): Promise<void> {
    await nextTurn();
    this.#endsMs = performance.now() + SLICE_MS;
  }
}
