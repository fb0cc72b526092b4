import type { AccountId, InstanceId, RegionName } from "#lib/domain/ids.ts";
import type { Columns, DictColumn } from "../wire.ts";
import { grown8, grown32 } from "./grown.ts";
import { IdColumn } from "./id-column.ts";
import { IpColumn } from "./ip-column.ts";
import { RowSet } from "./row-set.ts";
import { TagColumn } from "./tag-column.ts";
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

  /** Adds rows at the end. An empty id is a number that is used up. */
  append(columns: Columns, count: number, version: number): void {
    const from = this.count;
    this.#reserve(from + count);
    const rows: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const row = from + at;
      const id = checkedId(columns.id[at] ?? "");
      this.cells[row] = columns.cell[at] ?? 0;
      this.ids.set(row, id);
      if (id !== "") this.live.add(row);
      rows.push(row);
    }
    this.count += count;
    this.write(rows, columns, version);
  }

  /** Sets the columns given, for rows that are there. The identity columns are not looked at. */
  write(rows: readonly number[], columns: Partial<Columns>, version: number): void {
    for (const name of TEXT_COLUMNS) this.#writeTexts(this.codes[name], rows, columns[name]);
    for (const name of WORD_COLUMN_NAMES) writeWords(this.words[name], WORD_COLUMNS[name], rows, columns[name]);
    for (const name of TIME_COLUMNS) writeNumbers(this.times[name], rows, columns[name]);
    this.#writeAddresses(rows, columns.privateIp);
    this.#writeTags(rows, columns.tags);
    for (const row of rows) this.changedAt[row] = version;
  }

  remove(rows: readonly number[], version: number): void {
    for (const row of rows) {
      this.live.delete(row);
      this.changedAt[row] = version;
    }
  }

  #writeTexts(into: Uint32Array, rows: readonly number[], column: DictColumn | undefined): void {
    if (column === undefined) return;
    const codes = column.d.map((text) => this.texts.intern(text));
    writeNumbers(
      into,
      rows,
      column.c.map((local) => codes[local] ?? 0),
    );
  }

  #writeAddresses(rows: readonly number[], texts: readonly string[] | undefined): void {
    if (texts === undefined) return;
    for (let at = 0; at < rows.length; at += 1) this.ips.set(rows[at] ?? 0, texts[at] ?? "");
  }

  #writeTags(rows: readonly number[], column: Columns["tags"] | undefined): void {
    if (column === undefined) return;
    const { texts, tags } = this;
    // Names were interned before: a `Name` tag's value finds its text, and nothing is cut out of the pair.
    const numbers = Uint32Array.from(column.d, (pair) => {
      const cut = pair.indexOf("\u0000");
      return tags.pairs.intern(texts.internPart(pair, 0, cut), texts.internPart(pair, cut + 1, pair.length));
    });
    for (let at = 0; at < rows.length; at += 1) tags.set(rows[at] ?? 0, column.c[at] ?? null, numbers);
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

function writeNumbers(into: Uint32Array | Uint8Array, rows: readonly number[], values: readonly number[] | undefined): void {
  if (values === undefined) return;
  for (let at = 0; at < rows.length; at += 1) into[rows[at] ?? 0] = values[at] ?? 0;
}

function writeWords(
  into: Uint8Array,
  vocabulary: readonly string[],
  rows: readonly number[],
  column: DictColumn | undefined,
): void {
  if (column === undefined) return;
  const codes = column.d.map((word) => vocabulary.indexOf(word));
  writeNumbers(
    into,
    rows,
    column.c.map((local) => codes[local] ?? 0),
  );
}

/** Lines are checked before they are written (check-line.ts): every id there is empty or parsed. */
function checkedId(text: string): InstanceId | "" {
  return text as InstanceId | "";
}
