import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import { NAME_KEY, OWN_NAME } from "../line-tags.ts";
import type { ColumnValues, TagValues, TextValues } from "./column-values.ts";
import { grown8, grown32 } from "./grown.ts";
import { IdColumn } from "./id-column.ts";
import { IpColumn } from "./ip-column.ts";
import { RowSet } from "./row-set.ts";
import { OWN_PAIR, TagColumn } from "./tag-column.ts";
import { TextDictionary } from "./text-dictionary.ts";
import { TextOrder } from "./text-order.ts";
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
  readonly order = new TextOrder(this.texts);
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

  /**
   * Adds rows at the end; an id of nothing but 0 is a number that is used up. Where `isSame` says that one of them is the
   * same node as another row with its id, nothing is added, and the answer is that row's number.
   */
  append(columns: ColumnValues, version: number, isSame: (row: number, other: number) => boolean): number | undefined {
    const from = this.count;
    const rows = new Uint32Array(columns.cell.length);
    for (let at = 0; at < rows.length; at += 1) rows[at] = from + at;
    this.reserve(from + rows.length);
    this.cells.set(columns.cell, from);
    const twice = this.ids.append(from, columns.id, isSame);
    if (twice !== undefined) return twice;
    this.live.addBetween(from, from + rows.length);
    for (let at = 0; at < rows.length; at += 1) if (columns.id.heads[at] === 0) this.live.delete(from + at);
    this.count += rows.length;
    this.write(rows, columns, version);
    return undefined;
  }

  /** Sets the columns given, for rows that are there. The identity columns are not looked at. */
  write(rows: Uint32Array, columns: Partial<ColumnValues>, version: number): void {
    for (const name of TEXT_COLUMNS) this.#writeTexts(this.codes[name], rows, columns[name]);
    for (const name of WORD_COLUMN_NAMES) writeNumbers(this.words[name], rows, columns[name]);
    for (const name of TIME_COLUMNS) writeNumbers(this.times[name], rows, columns[name]);
    if (columns.privateIp !== undefined) this.ips.write(rows, columns.privateIp);
    if (columns.tags !== undefined) this.#writeTags(rows, columns.tags);
    for (let at = 0; at < rows.length; at += 1) this.changedAt[rows[at] ?? 0] = version;
  }

  remove(rows: readonly number[], version: number): void {
    for (const row of rows) {
      this.live.delete(row);
      this.changedAt[row] = version;
    }
  }

  #writeTexts(into: Uint32Array, rows: Uint32Array, column: TextValues | undefined): void {
    if (column === undefined) return;
    const own = this.#intern(column.texts);
    const { codes } = column;
    for (let at = 0; at < rows.length; at += 1) into[rows[at] ?? 0] = own[codes[at] ?? 0] ?? 0;
  }

  #writeTags(rows: Uint32Array, { keys, values, pairKeys, pairValues, lists, codes }: TagValues): void {
    const { texts, tags } = this;
    const { pairs } = tags;
    const ownKeys = this.#intern(keys);
    const ownValues = this.#intern(values);
    const ownPairs = pairKeys.map((key, at) => pairs.intern(ownKeys[key] ?? 0, ownValues[pairValues[at] ?? 0] ?? 0));
    const lasts = lists.lasts.map((last) => (last === OWN_NAME ? OWN_PAIR : (ownPairs[last - 1] ?? 0)));
    const nameKey = texts.intern(NAME_KEY);
    const names = this.codes.name;
    tags.write(rows, codes, { rests: lists.rests, lasts }, (row) => pairs.intern(nameKey, names[row] ?? 0));
    tags.compact(this.count);
  }

  #intern(texts: readonly string[]): Uint32Array {
    const codes = new Uint32Array(texts.length);
    for (let at = 0; at < texts.length; at += 1) codes[at] = this.texts.intern(texts[at] ?? "");
    return codes;
  }

  /** Makes room for rows 0 to rows - 1. */
  reserve(rows: number): void {
    this.live.reserve(rows);
    this.ips.reserve(rows);
    this.tags.reserve(rows);
    this.cells = grown32(this.cells, rows);
    this.changedAt = grown32(this.changedAt, rows);
    for (const name of TEXT_COLUMNS) this.codes[name] = grown32(this.codes[name], rows);
    for (const name of WORD_COLUMN_NAMES) this.words[name] = grown8(this.words[name], rows);
    for (const name of TIME_COLUMNS) this.times[name] = grown32(this.times[name], rows);
  }
}

function writeNumbers(into: Uint32Array | Uint8Array, rows: Uint32Array, values: Uint32Array | Uint8Array | undefined): void {
  if (values === undefined) return;
  for (let at = 0; at < rows.length; at += 1) into[rows[at] ?? 0] = values[at] ?? 0;
}
