import { parseInstanceId } from "#lib/domain/ids.ts";
import { WORD_COLUMNS } from "./columns/row-columns.ts";
import type { Columns, GoneLine, RowsLine, SetLine } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/** What a line has to fit: the rows and cells that are there. */
export type LineContext = { rowCount: number; cellCount: number; isLive: (row: number) => boolean };

const MAX_UINT32 = 2 ** 32 - 1;

/** One check per column: throws WireError unless it is a column of `count` values of the right kind. */
const CHECKS: { readonly [Name in keyof Columns]: (column: unknown, count: number, name: string) => void } = {
  cell: checkNumbers,
  id: checkIds,
  name: checkTexts,
  state: checkWords(WORD_COLUMNS.state),
  platform: checkWords(WORD_COLUMNS.platform),
  platformName: checkTexts,
  ssm: checkWords(WORD_COLUMNS.ssm),
  lastPing: checkNumbers,
  agentVersion: checkTexts,
  tags: checkTags,
  instanceType: checkTexts,
  privateIp: checkStrings,
  instanceProfile: checkTexts,
  launched: checkNumbers,
  managedBy: checkTexts,
};

const COLUMN_NAMES = Object.keys(CHECKS) as readonly (keyof Columns)[];

/** Throws WireError unless the line adds whole rows at the end, in cells that are there. */
export function checkRows(line: RowsLine, context: LineContext): void {
  if (line.at !== context.rowCount) throw new WireError(`rows at ${line.at} where ${context.rowCount} rows are there`);
  if (!Number.isInteger(line.n) || line.n < 0) throw new WireError(`rows: count ${line.n}`);
  const columns = checkColumns(line.cols);
  for (const name of COLUMN_NAMES) CHECKS[name](columns[name], line.n, name);
  for (const cell of line.cols.cell) if (cell >= context.cellCount) throw new WireError(`rows: no cell ${cell}`);
}

/** Throws WireError unless the line sets known columns, other than the identity, of live rows. */
export function checkSet(line: SetLine, context: LineContext): void {
  checkLiveRows(line.rows, context, "set");
  const columns = checkColumns(line.cols);
  for (const name of Object.keys(columns)) {
    if (name === "id" || name === "cell") throw new WireError(`set: ${name} is a row's identity`);
    if (!isColumnName(name)) throw new WireError(`set: unknown column ${name}`);
    CHECKS[name](columns[name], line.rows.length, name);
  }
}

/** Throws WireError unless the line names live rows, each once. */
export function checkGone(line: GoneLine, context: LineContext): void {
  checkLiveRows(line.rows, context, "gone");
}

function checkLiveRows(rows: unknown, context: LineContext, line: string): void {
  if (!Array.isArray(rows)) throw new WireError(`${line}: rows is not a list`);
  for (const row of rows) {
    if (!Number.isInteger(row) || row < 0 || row >= context.rowCount) throw new WireError(`${line}: no row ${row}`);
    if (!context.isLive(row)) throw new WireError(`${line}: row ${row} is gone`);
  }
  if (new Set(rows).size !== rows.length) throw new WireError(`${line}: a row is named twice`);
}

function isColumnName(name: string): name is keyof Columns {
  return Object.hasOwn(CHECKS, name);
}

function checkColumns(columns: unknown): Readonly<Record<string, unknown>> {
  return checkObject(columns, "cols");
}

function checkObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new WireError(`${name} is not an object`);
  return value as Readonly<Record<string, unknown>>;
}

function checkList(column: unknown, count: number, name: string): readonly unknown[] {
  if (!Array.isArray(column)) throw new WireError(`${name} is not a list`);
  if (column.length !== count) throw new WireError(`${name} has ${column.length} values for ${count} rows`);
  return column;
}

function checkNumbers(column: unknown, count: number, name: string): void {
  for (const value of checkList(column, count, name)) {
    if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > MAX_UINT32) throw new WireError(`${name}: ${value}`);
  }
}

function checkStrings(column: unknown, count: number, name: string): void {
  for (const value of checkList(column, count, name)) {
    if (typeof value !== "string") throw new WireError(`${name}: a value is not a string`);
  }
}

function checkIds(column: unknown, count: number, name: string): void {
  for (const value of checkList(column, count, name)) {
    if (typeof value !== "string") throw new WireError(`${name}: a value is not a string`);
    if (value !== "" && parseInstanceId(value) === undefined) throw new WireError(`${name}: ${value} is not a node id`);
  }
}

function checkTexts(column: unknown, count: number, name: string): void {
  const { d, c } = checkObject(column, name);
  const { length } = checkDictionary(d, name);
  for (const code of checkList(c, count, name)) checkCode(code, length, name);
}

function checkWords(vocabulary: readonly string[]): (column: unknown, count: number, name: string) => void {
  return (column, count, name) => {
    checkTexts(column, count, name);
    for (const word of checkDictionary(checkObject(column, name).d, name)) {
      if (!vocabulary.includes(word)) throw new WireError(`${name}: unknown word ${word}`);
    }
  };
}

function checkTags(column: unknown, count: number, name: string): void {
  const { d, c } = checkObject(column, name);
  const keyNumbers = new Map<string, number>();
  const keyOfPair = checkDictionary(d, name).map((pair) => {
    const cut = pair.indexOf("\u0000");
    if (cut < 0) throw new WireError(`${name}: a pair without a separator`);
    const key = pair.slice(0, cut);
    const number = keyNumbers.get(key) ?? keyNumbers.size;
    keyNumbers.set(key, number);
    return number;
  });
  /** The last list that had each key. */
  const lastList = new Uint32Array(keyNumbers.size);
  let listNumber = 0;
  for (const list of checkList(c, count, name)) {
    listNumber += 1;
    if (list === null) continue;
    if (!Array.isArray(list)) throw new WireError(`${name}: a row's tags are not a list`);
    for (const code of list) {
      checkCode(code, keyOfPair.length, name);
      const key = keyOfPair[code] ?? 0;
      if (lastList[key] === listNumber) throw new WireError(`${name}: a key is there twice`);
      lastList[key] = listNumber;
    }
  }
}

function checkDictionary(dictionary: unknown, name: string): readonly string[] {
  if (!Array.isArray(dictionary)) throw new WireError(`${name}: the dictionary is not a list`);
  for (const text of dictionary) if (typeof text !== "string") throw new WireError(`${name}: a text is not a string`);
  return dictionary;
}

function checkCode(code: unknown, size: number, name: string): void {
  if (!Number.isInteger(code) || Number(code) < 0 || Number(code) >= size) throw new WireError(`${name}: no text ${code}`);
}
