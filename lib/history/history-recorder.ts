import "server-only";
import type { Cell } from "#lib/domain/cell.ts";
import type { EstateSweep } from "#lib/inventory/sweep/estate-sweep.ts";
import type { WireLine } from "#lib/inventory/wire.ts";
import type { Store } from "#lib/store/store.ts";
import { CellReadAnew, cellChanges } from "./cell-changes.ts";
import { type CellMemory, loadCell } from "./cell-memory.ts";
import { EndedReadings } from "./ended-readings.ts";
import { keepCell, type ToKeep } from "./keep-cell.ts";
import { keepLostCells } from "./lost-cells.ts";
import { CHANGED, type ReadingState } from "./reading-state.ts";
import { type RecordedPolicy, RecordedVerdicts } from "./recorded-verdicts.ts";
import { Slices } from "./slices.ts";

export type RecorderOptions = RecordedPolicy & {
  /** Whether the configuration still asks for this region of an account that it names. */
  isConfigured: (account: string, region: string) => boolean;
  log: (message: string, error: unknown) => void;
};

/** What there is to know of an estate, and its lines. */
export type Estate = Pick<EstateSweep, "snapshot" | "subscribe">;

/** What waits to be kept of a cell: how its reading ended, or rows whose tags were read back. */
type Waiting = { kind: "ended"; state: ReadingState; cell: Cell } | { kind: "changed"; rows: Set<number> };

/**
 * While a sweep goes on, what it has ended waits for its end: writing takes as long again as reading does, and the pages wait
 * for the reading. A sweep that takes longer than this is written of as it goes.
 */
const SWEEP_WAIT_MS = 120_000;
/** Tags come back in many small lines while a job runs: they are kept together. */
const TAGS_WAIT_MS = 1_000;
/** Another server keeps points of the same cells: who comes second looks again, this often. */
const TRIES = 3;

/** Follows an estate's lines and keeps its history, one cell at a time, in slices. */
export class HistoryRecorder {
  readonly #estate: Estate;
  readonly #store: () => Promise<Store>;
  readonly #options: RecorderOptions;
  readonly #readings = new EndedReadings();
  readonly #recorded: RecordedVerdicts;
  readonly #waiting = new Map<number, Waiting>();
  readonly #memories = new Map<string, CellMemory>();
  readonly #unsubscribe: () => void;
  readonly #slices = new Slices();
  #tagsTimer: ReturnType<typeof setTimeout> | undefined;
  #sweepTimer: ReturnType<typeof setTimeout> | undefined;
  /** What waits has waited long enough, or is waited for: it is written whether a sweep goes on or not. */
  #isUrgent = false;
  readonly #tagged = new Map<number, Set<number>>();
  #sweepEnded = false;
  #working: Promise<void> | undefined;
  #isDown = false;

  constructor(estate: Estate, store: () => Promise<Store>, options: RecorderOptions) {
    this.#estate = estate;
    this.#store = store;
    this.#options = options;
    this.#recorded = new RecordedVerdicts(estate.snapshot, options);
    this.#unsubscribe = estate.subscribe((line) => this.#hear(line));
    for (const cell of estate.snapshot.cells) this.#hear({ t: "cell", cell });
  }

  /** Resolves when everything that was heard so far is kept, or given up. */
  async whenIdle(): Promise<void> {
    if (this.#tagsTimer !== undefined) this.#takeTagged();
    this.#workNow();
    while (this.#working !== undefined) await this.#working;
  }

  /** Hears nothing more, and resolves when what is being written is written. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    clearTimeout(this.#tagsTimer);
    clearTimeout(this.#sweepTimer);
    this.#tagsTimer = undefined;
    this.#waiting.clear();
    this.#sweepEnded = false;
    await this.#working;
  }

  #hear(line: WireLine): void {
    if (line.t === "cell") {
      const state = this.#readings.hear(line.cell);
      if (state !== null) this.#waitFor(line.cell.index, { kind: "ended", state, cell: line.cell });
    } else if (line.t === "set") this.#hearTags(line.rows);
    else if (line.t === "done") {
      this.#sweepEnded = true;
      this.#begin();
    }
  }

  /**
   * Rows of a cell that is not being read change where tags were read back after a write. They are kept as they come and
   * not at the next reading, which may be days away: what a job did to coverage is to be seen when it is done.
   */
  #hearTags(rows: readonly number[]): void {
    for (const row of rows) {
      const cell = this.#estate.snapshot.cellOf(row);
      if (this.#readings.endOf(cell) !== "read") continue;
      this.#tagged.set(cell, (this.#tagged.get(cell) ?? new Set()).add(row));
      this.#tagsTimer ??= setTimeout(() => this.#takeTagged(), TAGS_WAIT_MS).unref();
    }
  }

  #takeTagged(): void {
    clearTimeout(this.#tagsTimer);
    this.#tagsTimer = undefined;
    for (const [cell, rows] of this.#tagged) {
      // What waits for the whole cell takes these in.
      const waiting = this.#waiting.get(cell);
      if (waiting?.kind === "changed") for (const row of rows) waiting.rows.add(row);
      else if (waiting === undefined) this.#waitFor(cell, { kind: "changed", rows });
    }
    this.#tagged.clear();
  }

  #waitFor(cell: number, waiting: Waiting): void {
    this.#waiting.set(cell, waiting);
    this.#begin();
  }

  #workNow(): void {
    this.#isUrgent = true;
    this.#begin();
  }

  #begin(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async #work(): Promise<void> {
    await this.#slices.rest();
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined && !this.#sweepEnded) {
        this.#isUrgent = false;
        return;
      }
      if (this.#estate.snapshot.sweeping && !this.#isUrgent) {
        this.#sweepTimer ??= setTimeout(() => this.#workNow(), SWEEP_WAIT_MS).unref();
        return;
      }
      clearTimeout(this.#sweepTimer);
      this.#sweepTimer = undefined;
      try {
        const store = await this.#store();
        if (next !== undefined) {
          this.#waiting.delete(next[0]);
          await this.#keep(store, next[0], next[1]);
        } else {
          this.#sweepEnded = false;
          const { snapshot } = this.#estate;
          await keepLostCells(store, snapshot, this.#memoryIn(store), this.#options.isConfigured);
        }
        this.#isDown = false;
      } catch (error) {
        if (next !== undefined) this.#waiting.delete(next[0]);
        else this.#sweepEnded = false;
        // What is kept of the cell is read anew the next time: the transaction may have ended either way.
        this.#memories.clear();
        if (!this.#isDown) this.#options.log("The coverage history cannot be written; points are missing until it can:", error);
        this.#isDown = true;
      }
      await this.#slices.rest();
    }
  }

  async #keep(store: Store, index: number, waiting: Waiting): Promise<void> {
    const cell = this.#estate.snapshot.cells[index];
    if (cell === undefined) return;
    const isOver = this.#readings.overSince(index);
    const remember = this.#memoryIn(store);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const memory = await remember(cell);
      const keep = await this.#toKeep(cell, waiting, memory, isOver);
      if (keep === null) return;
      try {
        if ((await keepCell(store, memory, keep)) === "kept") return;
      } catch (error) {
        if (error instanceof CellReadAnew) return;
        throw error;
      }
      this.#memories.delete(placeOf(cell));
    }
  }

  /** Null where there is nothing to keep, or no longer. */
  async #toKeep(cell: Cell, waiting: Waiting, memory: CellMemory, isOver: () => boolean): Promise<ToKeep | null> {
    const { account, region } = cell;
    if (waiting.kind === "ended" && waiting.state !== "read") {
      // Most regions of most accounts are never enabled: that is said once.
      if (waiting.state === "disabled" && memory.state === "disabled") return null;
      const { policy } = await this.#recorded.current(this.#slices);
      const problem = waiting.cell.problem ?? null;
      const closed = waiting.state === "disabled" ? [...memory.digests.keys()] : [];
      return { account, region, state: waiting.state, nodes: waiting.cell.nodes, problem, policy, closed, opened: [] };
    }
    const whole = waiting.kind === "ended";
    const rows = waiting.kind === "ended" ? rowsOf(this.#estate, cell.index) : waiting.rows;
    const changes = await cellChanges(this.#recorded, memory, { rows, whole }, this.#slices, isOver);
    if (changes === null || (!whole && changes.openedCount === 0)) return null;
    const { policy, closed, opened } = changes;
    const state = whole ? "read" : CHANGED;
    const nodes = whole ? changes.nodes : changes.openedCount;
    return { account, region, state, nodes, problem: null, policy, closed, opened };
  }

  #memoryIn(store: Store): (place: { account: string; region: string }) => Promise<CellMemory> {
    return async (place) => {
      const known = this.#memories.get(placeOf(place));
      if (known !== undefined) return known;
      const memory = await loadCell(store.db, place);
      this.#memories.set(placeOf(place), memory);
      return memory;
    };
  }
}

function placeOf({ account, region }: { account: string; region: string }): string {
  return `${account} ${region}`;
}

function* rowsOf({ snapshot }: Estate, cell: number): Generator<number> {
  const { rows } = snapshot;
  for (let row = 0; row < rows.count; row += 1) if (rows.cells[row] === cell && rows.live.has(row)) yield row;
}
