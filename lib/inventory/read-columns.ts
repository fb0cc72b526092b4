import type { AddressValues, ColumnValues, IdValues, TagValues, TextValues } from "./columns/column-values.ts";
import { isPackedId } from "./columns/id-column.ts";
import { FIRST_OTHER_ADDRESS } from "./columns/ip-column.ts";
import { WORD_COLUMNS } from "./columns/row-columns.ts";
import { NAME_KEY, NO_TAGS, OWN_NAME } from "./line-tags.ts";
import { LocalCodes } from "./local-codes.ts";
import { unpackNumbers } from "./packed-numbers.ts";
import type { Columns } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/** One reader per column: throws WireError unless it is a column of `count` values of the right kind. */
const READERS: { readonly [Name in keyof Columns]: (column: unknown, count: number, name: string) => ColumnValues[Name] } = {
  cell: unpackNumbers,
  id: readIds,
  name: readTexts,
  state: readWords(WORD_COLUMNS.state),
  platform: readWords(WORD_COLUMNS.platform),
  platformName: readTexts,
  ssm: readWords(WORD_COLUMNS.ssm),
  lastPing: unpackNumbers,
  agentVersion: readTexts,
  tags: readTags,
  instanceType: readTexts,
  privateIp: readAddresses,
  instanceProfile: readTexts,
  launched: unpackNumbers,
  managedBy: readTexts,
};

const NAMES = Object.keys(READERS) as readonly (keyof Columns)[];

/** Every column of `count` new rows. Throws WireError where one is not there or is not what it has to be. */
export function readAllColumns(columns: unknown, count: number): ColumnValues {
  const given = objectOf(columns, "cols");
  const read: Partial<ColumnValues> = {};
  for (const name of NAMES) readColumn(name, given[name], count, read);
  return complete(read);
}

/** The columns given, for `count` rows that are there. Throws WireError for the identity columns and for unknown ones. */
export function readSomeColumns(columns: unknown, count: number): Partial<ColumnValues> {
  const given = objectOf(columns, "cols");
  const read: Partial<ColumnValues> = {};
  for (const name of Object.keys(given)) {
    if (name === "id" || name === "cell") throw new WireError(`set: ${name} is a row's identity`);
    if (!isColumnName(name)) throw new WireError(`set: unknown column ${name}`);
    readColumn(name, given[name], count, read);
  }
  if (read.tags?.lists.lasts.includes(OWN_NAME) && read.name === undefined)
    throw new WireError("set: a tag is the name, without names");
  return read;
}

function readColumn<Name extends keyof Columns>(
  name: Name,
  column: unknown,
  count: number,
  into: Partial<Pick<ColumnValues, Name>>,
): void {
  into[name] = READERS[name](column, count, name);
}

/** readAllColumns has read every name that there is. */
function complete(columns: Partial<ColumnValues>): ColumnValues {
  return columns as ColumnValues;
}

function isColumnName(name: string): name is keyof Columns {
  return Object.hasOwn(READERS, name);
}

function readIds(column: unknown, count: number, name: string): IdValues {
  const { head, high, low } = objectOf(column, name);
  const heads = unpackNumbers(head, count, name);
  const highs = unpackNumbers(high, count, name);
  const lows = unpackNumbers(low, count, name);
  for (let at = 0; at < count; at += 1) {
    if (!isPackedId(heads[at] ?? 0, highs[at] ?? 0, lows[at] ?? 0)) throw new WireError(`${name}: ${heads[at]} begins no id`);
  }
  return { heads, highs, lows };
}

function readTexts(column: unknown, count: number, name: string): TextValues {
  const { d, c } = objectOf(column, name);
  const texts = textsOf(d, name);
  const codes = unpackNumbers(c, count, name);
  requireBelow(codes, texts.length, name);
  return { texts, codes };
}

function readWords(vocabulary: readonly string[]): (column: unknown, count: number, name: string) => Uint8Array {
  return (column, count, name) => {
    const { texts, codes } = readTexts(column, count, name);
    const wordOfCode = texts.map((text) => {
      const word = vocabulary.indexOf(text);
      if (word < 0) throw new WireError(`${name}: unknown word ${text}`);
      return word;
    });
    const words = new Uint8Array(count);
    for (let at = 0; at < count; at += 1) words[at] = wordOfCode[codes[at] ?? 0] ?? 0;
    return words;
  };
}

function readAddresses(column: unknown, count: number, name: string): AddressValues {
  const { d, c } = objectOf(column, name);
  const texts = textsOf(d, name);
  const codes = unpackNumbers(c, count, name);
  requireBelow(codes, FIRST_OTHER_ADDRESS + texts.length, name);
  return { texts, codes };
}

function readTags(column: unknown, count: number, name: string): TagValues {
  const { k, v, pairs, lists, c } = objectOf(column, name);
  const keys = textsOf(k, name);
  const values = textsOf(v, name);
  const [pairCount, pairKeyColumn, pairValueColumn] = tripleOf(pairs, name);
  const pairKeys = unpackNumbers(pairKeyColumn, pairCount, name);
  const pairValues = unpackNumbers(pairValueColumn, pairCount, name);
  requireBelow(pairKeys, keys.length, name);
  requireBelow(pairValues, values.length, name);
  const [listCount, backColumn, memberColumn] = tripleOf(lists, name);
  const rests = unpackNumbers(backColumn, listCount, name);
  for (let at = 0; at < listCount; at += 1) {
    const back = rests[at] ?? 0;
    if (back > at) throw new WireError(`${name}: a list before the first`);
    rests[at] = at - back;
  }
  const lasts = unpackNumbers(memberColumn, listCount, name);
  requireBelow(lasts, pairCount + 1, name);
  requireKeysOnce({ keys, pairKeys, lists: { rests, lasts } }, name);
  const codes = unpackNumbers(c, count, name);
  requireBelow(codes, listCount + 2, name);
  return { keys, values, pairKeys, pairValues, lists: { rests, lasts }, codes };
}

/** A list with one key twice would be a node with two values of one tag. */
function requireKeysOnce(tags: Pick<TagValues, "keys" | "pairKeys" | "lists">, name: string): void {
  const { keys, pairKeys, lists } = tags;
  const { rests, lasts } = lists;
  const numbers = new LocalCodes<string>();
  const ownName = numbers.of(NAME_KEY);
  const numberOfKey = keys.map((key) => numbers.of(key));
  const keyOfList = new Uint32Array(lasts.length);
  /** Of each list, which of the keys that have a bit it has; keys share bits where there are more of them than bits. */
  const keysOfList = new Uint32Array(lasts.length);
  for (let at = 0; at < rests.length; at += 1) {
    const last = lasts[at] ?? 0;
    const key = last === OWN_NAME ? ownName : (numberOfKey[pairKeys[last - 1] ?? 0] ?? 0);
    const rest = rests[at] ?? 0;
    const before = rest === NO_TAGS ? 0 : (keysOfList[rest - 1] ?? 0);
    const bit = 1 << (key & 31);
    if ((before & bit) !== 0 && hasKey(key, rest, rests, keyOfList)) throw new WireError(`${name}: a key is there twice`);
    keyOfList[at] = key;
    keysOfList[at] = before | bit;
  }
}

/** True where a list has a tag with the key; told of each list is the key of its last tag. */
function hasKey(key: number, list: number, rests: Uint32Array, keyOfList: Uint32Array): boolean {
  for (let at = list; at !== NO_TAGS; at = rests[at - 1] ?? 0) if (keyOfList[at - 1] === key) return true;
  return false;
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new WireError(`${name} is not an object`);
  return value as Readonly<Record<string, unknown>>;
}

function textsOf(dictionary: unknown, name: string): readonly string[] {
  if (!Array.isArray(dictionary)) throw new WireError(`${name}: the dictionary is not a list`);
  for (const text of dictionary) if (typeof text !== "string") throw new WireError(`${name}: a text is not a string`);
  return dictionary;
}

function tripleOf(value: unknown, name: string): readonly [count: number, one: unknown, other: unknown] {
  if (!Array.isArray(value) || value.length !== 3) throw new WireError(`${name}: not a count and two columns`);
  const [count, one, other] = value;
  return [requireCount(count, name), one, other];
}

/** So many of anything never come in one line: a number that all rows share must not make millions of them. */
const MOST_OF_ANYTHING = 2 ** 24;

/** A count that a line may have. Throws WireError for any other. */
export function requireCount(count: unknown, name: string): number {
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > MOST_OF_ANYTHING)
    throw new WireError(`${name}: count ${count}`);
  return count;
}

/** Throws WireError unless every code is below `size`. */
export function requireBelow(codes: Uint32Array, size: number, name: string): void {
  for (let at = 0; at < codes.length; at += 1) {
    if ((codes[at] ?? 0) >= size) throw new WireError(`${name}: no ${codes[at]} among ${size}`);
  }
}
