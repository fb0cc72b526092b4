import type { Cell } from "#lib/domain/cell.ts";
import type { AccountId, InstanceId, RegionName } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { checkCell, checkOpen } from "./check-cells.ts";
import { checkGone, type LineContext, readRows, readSet } from "./check-line.ts";
import { RowColumns } from "./columns/row-columns.ts";
import { UNREAD } from "./columns/text-dictionary.ts";
import { encodeRows } from "./encode-rows.ts";
import { nodeAt } from "./node-at.ts";
import { type OpenLine, type RowsLine, type SetLine, WIRE_VERSION, type WireLine } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/**
 * The estate as columns: what the stream's lines add up to. The same class keeps the truth on the server and its copy
 * in the browser. Rows have a number that is stable for the life of one snapshot; gone rows keep theirs.
 */
export class Snapshot {
  /** Names the server's snapshot, as its `open` line told; "" before the first line. */
  id = "";
  /** Grows with every line applied. */
  version = 0;
  /** Replaced when the line has cells that changed, so that it can be compared by identity. */
  cells: readonly Cell[] = [];
  accounts: readonly { id: string; label: string }[] = [];
  tag: TagSpec = { key: "", value: "" };
  /** True from the `open` line or the first cell that is read again, until the `done` line. */
  sweeping = false;
  /** When the last sweep ended (ISO 8601), or null. */
  asOf: string | null = null;
  /** The columns, for the engine; replaced by an `open` line. */
  rows = new RowColumns();
  #liveCount = 0;
  /** All of the estate has come at once, and not all of it is prepared. */
  #hasArrived = false;
  /** How many texts were prepared while it came. */
  #ordered = 0;

  /** Rows ever added, gone ones included: row numbers are 0 to rowCount - 1. */
  get rowCount(): number {
    return this.rows.count;
  }

  /** True while an estate that was read to the end is on its way here: there are more rows than have come. */
  get arriving(): boolean {
    return this.id !== "" && !this.sweeping && this.asOf === null;
  }

  /** Rows that are not gone. */
  get liveCount(): number {
    return this.#liveCount;
  }

  /** Applies one line, whole or not at all. Throws WireError for a line that does not fit. */
  apply(line: WireLine): void {
    if (typeof line !== "object" || line === null) throw new WireError("a line is not an object");
    if (line.t !== "open" && this.id === "") throw new WireError(`${line.t} before the stream was opened`);
    switch (line.t) {
      case "open":
        this.#open(line);
        break;
      case "cell":
        checkCell(line.cell, this.cells);
        this.#setCell(line.cell);
        break;
      case "rows":
        this.#append(line);
        break;
      case "set":
        this.rows.write(Uint32Array.from(line.rows), readSet(line, this.#context()), this.version + 1);
        break;
      case "gone":
        checkGone(line, this.#context());
        this.rows.remove(line.rows, this.version + 1);
        this.#liveCount -= line.rows.length;
        break;
      case "done":
        if (typeof line.asOf !== "string") throw new WireError("done: no time");
        this.#hasArrived = this.arriving;
        this.asOf = line.asOf;
        this.sweeping = false;
        break;
      default:
        throw new WireError(`a line of an unknown kind: ${kindOfLine(line)}`);
    }
    this.version += 1;
  }

  /** True for a row that was taken away, or came as a used-up number. Throws RangeError where no such row ever was. */
  isGone(row: number): boolean {
    this.#requireRow(row);
    return !this.rows.live.has(row);
  }

  /**
   * Every fact of one row. Built on each call: for the rows in view, not for all. A row that is gone has its last known
   * facts; one that came as a used-up number has none, and throws RangeError as do rows that never were.
   */
  node(row: number): Node {
    const id = this.idAt(row);
    const cell = this.cells[this.cellOf(row)];
    if (cell === undefined) throw new RangeError(`row ${row} has no cell`);
    return nodeAt(this.rows, row, cell, id);
  }

  /** The node's id. Throws RangeError for a row that never was or came as a used-up number. */
  idAt(row: number): InstanceId {
    this.#requireRow(row);
    const id = this.rows.ids.text(row);
    if (id === "") throw new RangeError(`row ${row} is a used-up number`);
    return id;
  }

  /** The live row of a node, or undefined. */
  rowOf(account: AccountId, region: RegionName, id: InstanceId): number | undefined {
    return this.rows.ids.find(id, (row) => {
      const cell = this.cells[this.rows.cells[row] ?? 0];
      return this.rows.live.has(row) && cell?.account === account && cell.region === region;
    });
  }

  /** Index in `cells`. */
  cellOf(row: number): number {
    this.#requireRow(row);
    return this.rows.cells[row] ?? 0;
  }

  /** The `open` line for a new subscriber, as things are now. Rows follow by `encodeRows`. */
  openLine(): OpenLine {
    const { id, tag, accounts, cells, sweeping } = this;
    return { t: "open", v: WIRE_VERSION, snapshot: id, tag, accounts, cells, sweeping };
  }

  /**
   * Rows `from` to `from + max - 1` (fewer at the end) as they are now, for a new subscriber. Gone rows travel as used-up
   * numbers (empty id), so that later `set` and `gone` lines mean the same rows. To follow on: sweep/line-feed.ts.
   */
  encodeRows(from: number, max: number): RowsLine {
    const to = Math.min(this.rowCount, from + max);
    if (!Number.isInteger(from) || from < 0 || from > to) throw new RangeError(`no rows from ${from}`);
    return { t: "rows", at: from, n: to - from, cols: encodeRows(this.rows, rowsBetween(from, to)) };
  }

  /** Every column of some live rows as they are now, for a subscriber who has other values of them. */
  encodeSet(rows: readonly number[]): SetLine {
    const { cell, id, ...cols } = encodeRows(this.rows, Uint32Array.from(rows));
    return { t: "set", rows, cols };
  }

  /**
   * Does some of what the first sort by a text would otherwise do at once: a few milliseconds of it, some tens of them while
   * an estate is arriving. Returns true while there is more: to be called again and again when nothing else is to be done.
   */
  prepare(): boolean {
    const { order, texts } = this.rows;
    if (!this.arriving && !this.#hasArrived) return order.prepare();
    // A few large parts are put in order, and merged, in half the time of many small ones.
    if (this.arriving && texts.size - this.#ordered < LARGE_PART) return false;
    this.#ordered = texts.size;
    this.#hasArrived = false;
    order.sort(Uint32Array.from({ length: texts.size - FIRST_TEXT }, (_, at) => FIRST_TEXT + at));
    return true;
  }

  #open(line: OpenLine): void {
    checkOpen(line);
    this.id = line.snapshot;
    this.rows = new RowColumns();
    this.#liveCount = 0;
    this.#hasArrived = false;
    this.#ordered = 0;
    this.cells = [];
    this.accounts = line.accounts;
    this.tag = line.tag;
    this.sweeping = line.sweeping;
    this.asOf = null;
    for (const cell of line.cells) this.rows.addCell(cell.account, this.#labelOf(cell.account), cell.region);
    this.cells = line.cells;
    if (!line.sweeping) this.rows.reserve(Math.min(MOST_AHEAD, nodesIn(line.cells)));
  }

  #setCell(cell: Cell): void {
    const present = this.cells[cell.index];
    if (present === undefined) this.rows.addCell(cell.account, this.#labelOf(cell.account), cell.region);
    this.cells = present === undefined ? [...this.cells, cell] : this.cells.with(cell.index, cell);
    if (cell.state === "waiting" || cell.state === "reading") this.sweeping = true;
  }

  #append(line: RowsLine): void {
    const columns = readRows(line, this.#context());
    const from = this.rowCount;
    const twice = this.rows.append(columns, this.version + 1, (row, other) => this.#isSameNode(row, other, from));
    if (twice !== undefined) throw new WireError(`rows: row ${twice} is there already`);
    const { heads } = columns.id;
    for (let at = 0; at < heads.length; at += 1) if (heads[at] !== 0) this.#liveCount += 1;
  }

  /** Of two rows with one id, the second of them live or new: a node listed twice would be counted twice. */
  #isSameNode(row: number, other: number, firstNew: number): boolean {
    if (other < firstNew && !this.rows.live.has(other)) return false;
    const here = this.cells[this.rows.cells[row] ?? 0];
    const there = this.cells[this.rows.cells[other] ?? 0];
    // Two cells may list one id; it is the same node only within one account and region.
    return here !== undefined && here.account === there?.account && here.region === there.region;
  }

  #labelOf(account: AccountId): string {
    return this.accounts.find((known) => known.id === account)?.label ?? "";
  }

  #context(): LineContext {
    return { rowCount: this.rowCount, cellCount: this.cells.length, isLive: (row) => this.rows.live.has(row) };
  }

  #requireRow(row: number): void {
    if (!Number.isInteger(row) || row < 0 || row >= this.rowCount) throw new RangeError(`no row ${row}`);
  }
}

/** So many texts are put in order at a time while they come. */
const LARGE_PART = 32_768;

const FIRST_TEXT = UNREAD + 1;

/** Room for so many rows is made before they come; for others when they come. */
const MOST_AHEAD = 2 ** 20;

function nodesIn(cells: readonly Cell[]): number {
  return cells.reduce((sum, { nodes }) => (nodes > 0 ? sum + nodes : sum), 0);
}

function rowsBetween(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, at) => from + at);
}

/** The kind of a line that the type says cannot be: what was parsed from JSON can. */
function kindOfLine(line: never): string {
  return JSON.stringify(line).slice(0, 80);
}
