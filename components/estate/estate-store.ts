import type { Problem } from "#lib/domain/problem.ts";
import { Selection } from "#lib/inventory/selection.ts";
import { Snapshot } from "#lib/inventory/snapshot.ts";
import type { WireLine } from "#lib/inventory/wire.ts";
import { type Follow, followInstances } from "./follow-instances.ts";
import { moveSelection } from "./move-selection.ts";
import { nextFrame } from "./next-frame.ts";
import { batchMs, retryMs } from "./pace.ts";
import { decideAhead } from "./verdicts-in-force.ts";

/**
 * - `connecting`: nothing has come yet. `open`: lines come as things change.
 * - `cut`: the stream ended or was refused; it is opened again at `retryAt` (epoch ms).
 * - `signed-out`: the session is over; nothing is tried again.
 */
export type Connection =
  | { state: "connecting" }
  | { state: "open" }
  | { state: "cut"; problem: Problem; retryAt: number }
  | { state: "signed-out" };

/** What the screens draw. Another object with every notification; the snapshot and the selection are changed in place. */
export type EstateState = {
  snapshot: Snapshot;
  selection: Selection;
  connection: Connection;
  /** True while what is shown comes from before a cut and is being read again. */
  catchingUp: boolean;
};

export const NOTHING_YET: EstateState = emptyState();

/**
 * The browser's copy of the estate: one for the page, kept while one goes from screen to screen. Follows the server's
 * stream from the first subscriber on, and tells its subscribers at most a few times a second while much is coming.
 */
export class EstateStore {
  readonly #openStream: Follow;
  #state: EstateState = emptyState();
  /** The copy that a stream opened again is filling; takes over when it has as much as the one shown. */
  #incoming: Snapshot | null = null;
  readonly #listeners = new Set<() => void>();
  #following = false;
  #toldAt = 0;
  #toldRows = 0;
  #dueAt = 0;
  /** The estate has come to its end, and the screens do not know yet. */
  #isWhole = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #skipWait: (() => void) | null = null;

  constructor(openStream: Follow = followInstances) {
    this.#openStream = openStream;
  }

  readonly getState = (): EstateState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.begin();
    return () => this.#listeners.delete(listener);
  };

  /** Opens the stream, where it is not open yet. Ahead of the first subscriber, rows are there when the screen is. */
  readonly begin = (): void => {
    if (!this.#following) void this.#follow();
  };

  /** Opens the stream again now, where it is waiting to be. */
  readonly retryNow = (): void => this.#skipWait?.();

  /** Tells the subscribers that the selection was changed. */
  readonly selectionChanged = (): void => this.#tell({});

  async #follow(): Promise<void> {
    this.#following = true;
    let attempt = 0;
    for (;;) {
      const openedAt = Date.now();
      const end = await this.#openStream({
        signal: NEVER,
        onLine: (line) => this.#take(line),
        ahead: () => this.#workAhead(),
      });
      if (end.end !== "cut") break;
      attempt = Date.now() - openedAt > STEADY_MS ? 0 : attempt + 1;
      const waitMs = retryMs(attempt);
      this.#incoming = null;
      this.#tell({ connection: { state: "cut", problem: end.problem, retryAt: Date.now() + waitMs } });
      await new Promise<void>((resolve) => {
        this.#skipWait = resolve;
        setTimeout(resolve, waitMs);
      });
      this.#skipWait = null;
    }
    this.#following = false;
    this.#tell({ connection: { state: "signed-out" } });
  }

  #take(line: WireLine): void | Promise<void> {
    if (line.t === "open") this.#incoming = new Snapshot();
    const target = this.#incoming ?? this.#state.snapshot;
    target.apply(line);
    if (this.#incoming !== null && this.#hasCaughtUp(line)) {
      const { snapshot, selection } = this.#state;
      const moved = snapshot.rowCount === 0 ? new Selection(target) : moveSelection(selection, target);
      this.#state = { snapshot: target, selection: moved, connection: { state: "open" }, catchingUp: false };
      this.#incoming = null;
    } else if (this.#incoming !== null || this.#state.connection.state !== "open") {
      this.#state = { ...this.#state, connection: { state: "open" }, catchingUp: this.#incoming !== null };
    }
    if (line.t === "rows" && this.#toldRows === 0 && this.#state.snapshot.rowCount > 0) {
      // There is more to read than fits between two frames: the first rows are seen before that.
      this.#tell({});
      return nextFrame();
    }
    this.#tellSoon(line);
  }

  #hasCaughtUp(line: WireLine): boolean {
    return line.t === "done" || (this.#incoming?.rowCount ?? 0) >= this.#state.snapshot.rowCount;
  }

  /** A few milliseconds of what the next drawing would do all at once; true while there is more. */
  #workAhead(): boolean {
    const snapshot = this.#incoming ?? this.#state.snapshot;
    const until = performance.now() + SLICE_MS;
    if (decideAhead(snapshot, () => performance.now() > until)) return true;
    // Sorted by name is how the table is seen first.
    if (snapshot.prepare()) return true;
    if (this.#isWhole) this.#tell({});
    return false;
  }

  /** When the screens have had time for what they have; the last rows as soon as the work ahead of drawing them is done. */
  #tellSoon(line: WireLine): void {
    const { rowCount, arriving } = this.#state.snapshot;
    if (line.t === "done") this.#isWhole = true;
    const dueAt = this.#toldAt + batchMs(rowCount, arriving);
    if (this.#timer !== null && dueAt >= this.#dueAt) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => this.#tell({}), Math.max(0, dueAt - Date.now()));
  }

  #tell(change: Partial<EstateState>): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isWhole = false;
    this.#toldAt = Date.now();
    this.#state = { ...this.#state, ...change };
    this.#toldRows = this.#state.snapshot.rowCount;
    for (const listener of this.#listeners) listener();
  }
}

/** The stream is followed for as long as the page lives. */
const NEVER = new AbortController().signal;

/** Work ahead of need goes on for so long at a time. */
const SLICE_MS = 8;

/** A stream that held this long was a good one: the next cut is the first in a row. */
const STEADY_MS = 10_000;

function emptyState(): EstateState {
  const snapshot = new Snapshot();
  return { snapshot, selection: new Selection(snapshot), connection: { state: "connecting" }, catchingUp: false };
}
