import type { AccountId, InstanceId, RegionName } from "#lib/domain/ids.ts";
import type { Columns, DictColumn } from "../wire.ts";
import { grown8, grown32 } from "./grown.ts";
import { IdColumn } from "./id-column.ts";
import { IpColumn } from "./ip-column.ts";
import { RowSet } from "./row-set.ts";
import { TagColumn } from "./tag-column.ts";
import { TextDictionary } from "./text-dictionary.ts";
import { NODE_STATES, PLATFORMS, SSM_STATES } from "./vocabulary.ts";

/** Columns of text codes, named as on the wire. */
export const TEXT_COLUMNS = ["name", "platformName", "agentVersion", "instanceType", "instanceProfile", "managedBy"] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** Columns of codes of a closed vocabulary. */
export const WORD_COLUMNS = { state: NODE_STATES, platform: PLATFORMS, ssm: SSM_STATES } as const;
export type WordColumn = keyof typeof WORD_COLUMNS;
const WORD_COLUMN_NAMES: readonly WordColumn[] = ["state", "platform", "ssm"];

/** Columns of whole epoch seconds; 0: none. */
export const TIME_COLUMNS = ["lastPing", "launched"] as const;
export type TimeColumn = (typeof TIME_COLUMNS)[number];

/** Codes of a cell's texts, for searches and for the fields that follow from the cell. */
export type CellCodes = { account: number; label: number; region: number };

/**
 * The rows' values of one snapshot, written only by it from lines already checked. Readers walk the arrays up to `count`,
 * and must fetch them anew after a write, which may have moved them to a larger array.
 */
export class RowColumns {
  /** Rows ever added. */
  count = 0;
  /** Rows that are not gone. */
  readonly live = new RowSet();
  readonly texts = new TextDictionary();
  readonly ids = new IdColumn();
  readonly ips = new IpColumn();
  readonly tags = new TagColumn();
  /** Cell index of each row. */
  cells: Uint32Array = new Uint32Array(0);
  /** Snapshot version that last touched the row: whoever derives from rows looks again at those newer than it has seen. */
  changedAt: Uint32Array = new Uint32Array(0);
  readonly codes: Record<TextColumn, Uint32Array> = {
    name: new Uint32Array(0),
    platformName: new Uint32Array(0),
    agentVersion: new Uint32Array(0),
    instanceType: new Uint32Array(0),
    instanceProfile: new Uint32Array(0),
    managedBy: new Uint32Array(0),
  };
  readonly words: Record<WordColumn, Uint8Array> = {
    state: new Uint8Array(0),
    platform: new Uint8Array(0),
    ssm: new Uint8Array(0),
  };
  readonly times: Record<TimeColumn, Uint32Array> = { lastPing: new Uint32Array(0), launched: new Uint32Array(0) };
  readonly cellCodes: CellCodes[] = [];

  addCell(account: AccountId, label: string, region: RegionName): void {
    const { texts } = this;
    this.cellCodes.push({ account: texts.intern(account), label: texts.intern(label), region: texts.intern(region) });
  }

  /** Adds rows at the end. An empty id is a number that is used up. */
  append(columns: Columns, count: number, version: number): void {
    const from = this.count;
    this.#reserve(from + count);
    const rows = Array.from({ length: count }, (_, at) => from + at);
    for (const [at, row] of rows.entries()) {
      const id = checkedId(columns.id[at] ?? "");
      this.cells[row] = columns.cell[at] ?? 0;
      this.ids.set(row, id);
      if (id !== "") this.live.add(row);
    }
    this.count += count;
    this.write(rows, columns, version);
  }

  /** Sets the columns given, for rows that are there. The identity columns are not looked at. */
  write(rows: readonly number[], columns: Partial<Columns>, version: number): void {
    for (const name of TEXT_COLUMNS) this.#writeTexts(name, rows, columns[name]);
    for (const name of WORD_COLUMN_NAMES) this.#writeWords(name, rows, columns[name]);
    for (const name of TIME_COLUMNS) {
      const values = columns[name];
      if (values !== undefined) for (const [at, row] of rows.entries()) this.times[name][row] = values[at] ?? 0;
    }
    const ips = columns.privateIp;
    if (ips !== undefined) for (const [at, row] of rows.entries()) this.ips.set(row, ips[at] ?? "");
    if (columns.tags !== undefined) this.#writeTags(rows, columns.tags);
    for (const row of rows) this.changedAt[row] = version;
  }

  remove(rows: readonly number[], version: number): void {
    for (const row of rows) {
      this.live.delete(row);
      this.changedAt[row] = version;
    }
  }

  #writeTexts(name: TextColumn, rows: readonly number[], column: DictColumn | undefined): void {
    if (column === undefined) return;
    const codes = column.d.map((text) => this.texts.intern(text));
    for (const [at, row] of rows.entries()) this.codes[name][row] = codes[column.c[at] ?? 0] ?? 0;
  }

  #writeWords(name: WordColumn, rows: readonly number[], column: DictColumn | undefined): void {
    if (column === undefined) return;
    const vocabulary: readonly string[] = WORD_COLUMNS[name];
    const codes = column.d.map((word) => vocabulary.indexOf(word));
    for (const [at, row] of rows.entries()) this.words[name][row] = codes[column.c[at] ?? 0] ?? 0;
  }

  #writeTags(rows: readonly number[], column: Columns["tags"]): void {
    const { texts, tags } = this;
    // Names were interned before: a `Name` tag's value finds its text, and its slice of the pair is let go.
    const numbers = Uint32Array.from(column.d, (pair) => {
      const cut = pair.indexOf("\u0000");
      return tags.pairs.intern(texts.intern(pair.slice(0, cut)), texts.intern(pair.slice(cut + 1)));
    });
    for (const [at, row] of rows.entries()) tags.set(row, column.c[at] ?? null, numbers);
    tags.compact(this.count);
  }

  #reserve(rows: number): void {
    this.live.reserve(rows);
    this.cells = grown32(this.cells, rows);
    this.changedAt = grown32(this.changedAt, rows);
    for (const name of TEXT_COLUMNS) this.codes[name] = grown32(this.codes[name], rows);
    for (const name of WORD_COLUMN_NAMES) this.words[name] = grown8(this.words[name], rows);
    for (const name of TIME_COLUMNS) this.times[name] = grown32(this.times[name], rows);
  }
}

/** Lines are checked before they are written (check-line.ts): every id there is empty or parsed. */
function checkedId(text: string): InstanceId | "" {
  return text as InstanceId | "";
}
